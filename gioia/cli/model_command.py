"""`gioia model`: stages and relations."""

from __future__ import annotations

from typing import Annotated

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, print_json, root_of
from gioia.cli.words import say
from gioia.errors import GioiaError
from gioia.findings import nearest

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
    from gioia.model.records import Stage
    from gioia.study.loading import load_study

    loaded, _ = load_study(root_of(study))
    names = [known.name for known in loaded.stages]
    if stage and stage not in names:
        near = nearest(stage, names)
        raise GioiaError(
            f"no stage is called {stage!r}", remedy=f"did you mean {near!r}?" if near else "see gioia model"
        )
    stages = [known for known in (*loaded.stages, Stage("")) if not stage or known.name == stage]
    relations = {known.name: [r for r in loaded.model.relations if r.stage == known.name] for known in stages}
    if format is Format.JSON:
        print_json(
            [
                {"stage": known.name, "start": known.start, "end": known.end}
                | {
                    "relations": [
                        {"relation": r.id, "from": r.source, "to": r.target, "kind": r.kind, "label": r.label}
                        | {"codings": list(r.codings), "section": r.section, "basis": r.basis}
                        for r in relations[known.name]
                    ]
                }
                for known in stages
            ]
        )
        return
    for known in stages:
        if known.name:
            typer.echo(f"{known.name}  {known.start}–{known.end}")
        elif relations[known.name]:
            typer.echo(say("(across stages)", "（跨阶段）"))
        for r in relations[known.name]:
            rests = ", ".join(r.codings) or r.section or "—"
            typer.echo(f"  {r.id}  {r.source} → {r.target}  [{r.kind}]  {rests}")
