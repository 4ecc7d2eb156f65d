"""`gioia code`: the page for coding a study in the browser, or one concept on one passage."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from gioia.cli.common import CoderOption, DryRunOption, StudyOption, coder_name, edit, root_of, root_to_write
from gioia.cli.words import language, say
from gioia.errors import GioiaError

if TYPE_CHECKING:
    from pathlib import Path

HELP = say(
    "Code a study in the browser, or one passage with a concept.\n\nWithout --concept, the page opens in your browser: gioia code "
    "STUDY, or gioia code alone for the study at hand. It is served on this machine only, to this browser only; whatever it "
    "says is done is on disk. Ctrl-C ends it.\n\nWith --concept, one passage is coded: QUOTATION is copied from the document; "
    "width, spaces and line breaks do not matter. Where it stands in several places, --at says which: the places are listed.",
    "在浏览器里给一个研究编码，或用一个概念给一段话编码。\n\n不写 --concept 就在浏览器里打开编码页面：gioia code STUDY；只写 gioia "
    "code 则打开手边的研究。页面只在本机、只对这个浏览器提供；页面说做好了的，都已写入磁盘。按 Ctrl-C 结束。\n\n写了 --concept "
    "就给一段话编码：QUOTATION 从文档里复制，全角半角、空格和换行没有关系。同一句话出现多次时会列出各处位置，用 --at 选定。",
)


class EvidenceRole(StrEnum):
    """The role of a passage as evidence."""

    POWER = "power"
    PROOF = "proof"
    COUNTER = "counter"


def command(
    quotation: Annotated[
        str | None,
        typer.Argument(
            metavar="[STUDY/QUOTATION]",
            help=say(
                "Folder or name of the study to open; with --concept, the words of the passage.",
                "要打开的研究（文件夹或名称）；有 --concept 时是这段话的原文。",
            ),
        ),
    ] = None,
    concept: Annotated[
        str, typer.Option("--concept", "-c", metavar="NAME", help=say("The first-order concept.", "一阶概念。"))
    ] = "",
    *,
    study: StudyOption = None,
    document: Annotated[
        str,
        typer.Option("--document", "-d", help=say("The document, or a part of its name.", "文档名，或名称的一部分。")),
    ] = "",
    at: Annotated[
        int | None,
        typer.Option("--at", help=say("Where the passage begins (code point).", "这段话开始的位置（字符数）。")),
    ] = None,
    stage: Annotated[str, typer.Option("--stage", help=say("The stage.", "阶段。"))] = "",
    cited: Annotated[
        str, typer.Option("--cited", help=say("Source code that it is credited to.", "引自哪个来源编号。"))
    ] = "",
    role: Annotated[
        EvidenceRole | None, typer.Option("--role", help=say("Show it as evidence.", "作为典型证据展示。"))
    ] = None,
    memo: Annotated[str, typer.Option("--memo", help=say("A note.", "备注。"))] = "",
    coder: CoderOption = None,
    new: Annotated[
        bool, typer.Option("--new", help=say("Add the concept if it is new.", "概念是新的就加入编码本。"))
    ] = False,
    dry_run: DryRunOption = False,
    port: Annotated[
        int,
        typer.Option(
            "--port",
            min=0,
            max=65535,
            help=say("The page's port; if left out, a free one.", "页面的端口，默认自动选。"),
        ),
    ] = 0,
    no_browser: Annotated[
        bool,
        typer.Option("--no-browser", help=say("Only show the page's address.", "只显示页面地址，不打开浏览器。")),
    ] = False,
    blind: Annotated[
        bool,
        typer.Option("--blind", help=say("Hide other persons' codings on the page.", "页面上不显示别人的编码。")),
    ] = False,
) -> None:
    """Code a passage, or open the page."""
    who = coder_name(coder)
    if not concept:
        _open(_study_to_open(quotation, study), who, port=port, blind=blind, no_browser=no_browser)
        return
    from gioia.edits.coding import Wish, code
    from gioia.edits.plan import now

    wish = Wish(
        quotation=quotation or "",
        concept=concept,
        coder=who,
        time=now(),
        document=document,
        start=at,
        stage=stage,
        cited=cited,
        role=role.value if role else "",
        memo=memo,
        is_new=new,
    )
    edit(study, lambda loaded: code(loaded, wish), by=wish.coder, dry_run=dry_run)


def _study_to_open(words: str | None, study: str | None) -> Path:
    """Return the folder of the study that is meant; words that name none are taken for a passage without its concept."""
    if words is None:
        return root_to_write(study)
    try:
        return root_of(words)
    except GioiaError as error:
        remedy = f"to code a passage, say --concept NAME; to open a study, {error.remedy}"
        raise GioiaError(error.message, remedy=remedy) from error


def _open(root: Path, coder: str, *, port: int, blind: bool, no_browser: bool) -> None:
    """Serve the page until it is interrupted, which is how it ends."""
    from gioia.workbench.browser import shown
    from gioia.workbench.seeing import Person
    from gioia.workbench.server import bound, serve

    def opened(address: str, once: str) -> None:
        typer.echo(say(f"coding as {coder}: {address}", f"以 {coder} 的名义编码：{address}"))
        if not no_browser:
            shown(once)

    try:
        serve(root, Person(coder, blind=blind, ui=language()), bound(port), opened)
    except KeyboardInterrupt:
        typer.echo(say("ended; everything that the page said is on disk", "已结束；页面说做好了的都已写入磁盘"))
