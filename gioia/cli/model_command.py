"""`gioia model`: stages and relations."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, loaded, print_json
from gioia.cli.words import say

HELP = say(
    "Show the process model: stages and relations.\n\nPer stage its dates and its relations with what each rests on; relations that "
    "belong to no stage come last.",
    "显示机理模型：阶段与关系。\n\n每个阶段列出起止时间和其中的关系，以及关系凭哪些编码；不属于任何阶段的关系排在最后。",
)


def command(
    study: StudyArgument = None,
    *,
    stage: Annotated[str, typer.Option("--stage", help=say("Only this stage.", "只看这个阶段。"))] = "",
    format: FormatOption = Format.TEXT,
) -> None:
    """Show the model."""
    from gioia.displays.listings import model

    stages = model(loaded(study), stage)
    if format is Format.JSON:
        print_json(stages)
        return
    if not any(known["stage"] or known["relations"] for known in stages):
        typer.echo(say("the study has no stages or relations yet", "还没有阶段和关系"))
    for known in stages:
        if known["stage"]:
            typer.echo(f"{known['stage']}  {known['start']}–{known['end']}")
        elif known["relations"]:
            typer.echo(say("(across stages)", "（跨阶段）"))
        for relation in known["relations"]:
            rests = ", ".join(relation["codings"]) or relation["section"] or "—"
            typer.echo(
                f"  {relation['relation']}  {relation['from']} → {relation['to']}  [{relation['kind']}]  {rests}"
            )
