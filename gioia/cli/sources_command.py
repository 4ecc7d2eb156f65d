"""`gioia sources`: the source register and its documents."""

from __future__ import annotations

import typer

from gioia.cli.common import Format, FormatOption, StudyArgument, loaded, print_json
from gioia.cli.words import say

HELP = say(
    "Show the source register and its documents.\n\nPer source its code, name, kind and extent as study.yaml has them, then its "
    "documents with their length, how many codings of persons stand in them, and in transcripts who speaks how often. Where that is "
    "not right, transcripts in study.yaml says how turns begin and who speaks.",
    "显示来源登记表和文档。\n\n每个来源列出 study.yaml 里的编号、名称、类别和数量，下面是它的文档、字数、人工编码数，访谈记录还有各人的发言次数。"
    "如果不对，在 study.yaml 的 transcripts 里写明发言的开头格式和说话人。",
)


def command(study: StudyArgument = None, *, format: FormatOption = Format.TEXT) -> None:
    """Show the register."""
    from gioia.displays.listings import sources
    from gioia.sources.turn_counts import shown_turns

    rows = sources(loaded(study))
    if format is Format.JSON:
        print_json(rows)
        return
    for row in rows:
        facts = " · ".join(row[key] for key in ("kind", "extent") if row[key])
        typer.echo(f"{row['source']}  {row['name']}" + (f"  ({facts})" if facts else ""))
        for document in row["documents"]:
            typer.echo(
                f"    {document['document']}  {_number(document['characters'], 'character', '字')}, "
                f"{_number(document['codings'], 'coding', '条编码')}"
            )
            if turns := shown_turns(document["speakers"], say("turn", "段发言")):
                typer.echo(f"        {turns}")


def _number(count: int, english: str, chinese: str) -> str:
    from gioia.findings import counted

    return say(counted(count, english), f"{count:,} {chinese}")
