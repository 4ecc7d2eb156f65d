"""`gioia export`: chosen displays in chosen formats."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from gioia.cli.common import DryRunOption, StudyArgument, loaded, print_findings, root_of
from gioia.cli.fates import print_fates
from gioia.cli.words import say
from gioia.errors import GioiaError

if TYPE_CHECKING:
    from gioia.study.record import Study

HELP = say(
    "Write tables and figures in the formats that you name.\n\nTables go to md, csv, html, tex (LaTeX), json (records) and "
    "parquet (only where asked for); figures to svg, pdf, png, tiff (only where asked for), pptx (native shapes), tex (TikZ), drawio, dot, graphml, gexf, mmd (Mermaid) and json (node-link). "
    "xlsx is one workbook with all tables. The files are written below out/NAME unless --out says otherwise. "
    "docx is one Word document with all tables and figures, displays.tex a LaTeX one; --template begins it as a Word document of yours, anew as long as nobody wrote in it; --into writes them into a Word manuscript of yours: displays that it has "
    "are replaced where they stand, and your own text stays, a caption or a note that you wrote too. A display that you took out stays out unless --only names it; what became of each is said. With --only a file of all displays holds those alone and is named after them. --style, --by, --ink, --width, --counts, --tables, --dpi and --fonts say how displays look, in place of `displays:` in study.yaml.\n\n"
    "Three formats hold the documents with their codings instead, to be worked on in an office program and brought back with `gioia import-codings`: "
    "coding-docx is a Word file a document, every coding a comment; coding-xlsx and coding-csv are one sheet, a segment a row and a column a coder. "
    "They are written only where asked for, and --only then picks documents.\n\n"
    "--redact names.yaml exports a copy of the study in which persons go by pseudonyms: the copy itself, whole, and its displays, below out/NAME-redacted. "
    "Names are found within Chinese text too, the longest first, and codings move with the text. What is left and looks like a name (a part of it, initials, "
    "another width, case or script, pinyin) is listed with its place. The study is not changed. See docs/redacting.md.",
    "按指定格式导出表和图。\n\n表可以导出为 md、csv、html、tex（LaTeX）、json（记录）和 parquet（指定时才写），xlsx 是包含全部表的一个工作簿；图可以导出为 svg、pdf、png、tiff（指定时才写）、pptx（可编辑的形状）、tex（TikZ）、drawio、dot、graphml、gexf、mmd（Mermaid）和 json（节点与连线）。"
    "文件写在 out/研究名 下面，或用 --out 指定。docx 是包含全部表和图的一份 Word 文档，displays.tex 是一份 LaTeX 文档；--template 让它从你给的 Word 文档开始，只要没有人改过就重新写；用 --into 可以写进自己的 Word 稿件：稿件里已有的表和图原位更新，你写的文字不动，你改过的题注和表注也保留；你删去的表和图不再放入，除非用 --only 指定；每个表和图怎么处理会逐一列出。与 --only 合用时，合订文件只含选出的表和图，并以它命名。--style、--by、--ink、--width、--counts、--tables、--dpi 和 --fonts 说明图表的样式，代替 study.yaml 里的 displays。\n\n"
    "另有三种格式导出带编码的文档，供在办公软件里编码，再用 `gioia import-codings` 导入：coding-docx 每份文档一个 Word 文件，一条编码一个批注；"
    "coding-xlsx 和 coding-csv 是一张表，一个片段一行，一位编码者一列。它们指定时才写，这时 --only 选的是文档。\n\n"
    "--redact names.yaml 先复制一份以化名代替人名的研究，再导出它：副本和表、图都在 out/研究名-redacted 下面。中文里的人名不靠分词也能找到，长的优先，编码随文字移动。"
    "剩下像人名的地方（名字的一部分、首字母、全半角、大小写、简繁、拼音）逐处列出。原研究不改动。见 docs/redacting.md。",
)


class Style(StrEnum):
    """How the data structure joins its parts."""

    BRACKETS = "brackets"
    BOXES = "boxes"


class By(StrEnum):
    """What the data structure is banded by."""

    DIMENSION = "dimension"
    STAGE = "stage"


class Ink(StrEnum):
    """What figures are printed in."""

    BLACK = "black"
    COLOUR = "colour"


class Form(StrEnum):
    """The form of tables."""

    THREE_LINE = "three-line"
    APA = "apa"


class Dots(StrEnum):
    """Dots to the inch of a picture."""

    COARSE = "300"
    FINE = "600"
    FINEST = "1200"


class Fonts(StrEnum):
    """Whether a drawing names its fonts or holds them."""

    NAMED = "named"
    EMBEDDED = "embedded"


def command(
    study: StudyArgument = None,
    *,
    to: Annotated[
        list[str] | None,
        typer.Option(
            "--to",
            metavar="FORMAT",
            help=say(
                "A format; may be repeated. All but parquet, tiff and those of codings if left out.",
                "格式，可以写多次；省略为除 parquet、tiff 和带编码文档外的全部。",
            ),
        ),
    ] = None,
    only: Annotated[
        list[str] | None,
        typer.Option(
            "--only",
            help=say(
                "Only displays whose name holds this, such as figure-1; may be repeated.",
                "只导出名称含有这几个字的，例如 figure-1；可以写多次。",
            ),
        ),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help=say("Folder to write to.", "写到哪个文件夹。"))] = None,
    into: Annotated[
        Path | None,
        typer.Option(
            "--into",
            metavar="FILE",
            help=say("Word document to put the displays into.", "把表和图写进哪份 Word 文档。"),
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(
            "--template",
            metavar="FILE",
            help=say("Word document that a new one begins as.", "新的 Word 文档用哪份作模板。"),
        ),
    ] = None,
    dpi: Annotated[
        Dots | None,
        typer.Option("--dpi", help=say("Dots to the inch of png and tiff.", "png 和 tiff 每英寸的点数。")),
    ] = None,
    fonts: Annotated[
        Fonts | None,
        typer.Option(
            "--fonts",
            help=say(
                "Whether svg names its fonts, or holds the glyphs that it uses for browsers.",
                "svg 只写字体名（named），还是嵌入用到的字形供浏览器使用（embedded）。",
            ),
        ),
    ] = None,
    style: Annotated[
        Style | None,
        typer.Option(
            "--style",
            help=say(
                "How the data structure joins its parts: brackets or boxes.",
                "数据结构图的连接方式：brackets 括线，boxes 框和箭头。",
            ),
        ),
    ] = None,
    by: Annotated[
        By | None,
        typer.Option(
            "--by",
            help=say(
                "What the data structure is banded by: dimension or stage.",
                "数据结构图怎样分块：dimension 按聚合维度，stage 按阶段。",
            ),
        ),
    ] = None,
    ink: Annotated[
        Ink | None,
        typer.Option(
            "--ink",
            help=say("black, or colour that survives grey printing.", "black 黑白；colour 彩色，灰度打印也分得清。"),
        ),
    ] = None,
    width: Annotated[
        str | None,
        typer.Option(
            "--width",
            metavar="MM",
            help=say(
                "Width of figures in millimetres: 84 one column, 174 two, any other from 40; or free.",
                "图宽，毫米：84 单栏，174 双栏，或 40 以上的其他整数；free 不限。",
            ),
        ),
    ] = None,
    counts: Annotated[
        bool | None,
        typer.Option(
            "--counts/--no-counts",
            help=say("How many codings and sources each box rests on.", "每个框下注明编码数和来源数。"),
        ),
    ] = None,
    redact: Annotated[
        Path | None,
        typer.Option(
            "--redact",
            metavar="NAMES",
            readable=False,
            help=say(
                "File of names (YAML) and the pseudonyms to put in their place.",
                "人名与化名对照表（YAML），先替换再导出。",
            ),
        ),
    ] = None,
    tables: Annotated[
        Form | None,
        typer.Option(
            "--tables", help=say("Form of tables: three-line or apa.", "表的形式：three-line 三线表，apa 格式。")
        ),
    ] = None,
    dry_run: DryRunOption = False,
) -> None:
    """Export displays."""
    from gioia.edits.redacted_copies import list_displays
    from gioia.exports import called
    from gioia.interchange.coding_files import FORMATS
    from gioia.pipeline import Target, all_displays, chosen, export, export_codings
    from gioia.plaintext.files import shown_path
    from gioia.study.appearance import instead

    said = {"style": style, "by": by, "ink": ink, "width": width, "counts": counts, "tables": tables}
    said |= {"dpi": dpi, "fonts": fonts}
    if redact and dry_run:
        raise GioiaError("--redact writes a copy, from which all else is made", remedy="leave out --dry-run")
    record = loaded(study, must_be_sound=True) if redact is None else _redacted(study, redact, out)
    out = out if redact is None else record.root.parent
    record = replace(record, appearance=instead(record.appearance, said))
    folder = out or Path("out") / record.name
    names = [name for name in only or () if name]
    asked = called(to or ())
    codings = [format for format in asked if format in FORMATS]
    if codings:
        written = export_codings(record, folder, codings, names, dry_run=dry_run).written
        if redact:
            list_displays(record.root, written)
        for path in written:
            typer.echo(shown_path(path))
        asked = [format for format in asked if format not in FORMATS]
        if not asked:
            return
    formats = asked or (["docx"] if into or template else None)
    every = tuple(all_displays(record))
    target = Target(into, template, "_".join(names), every) if names else Target(into, template)
    done = export(chosen(every, *names), folder, formats, target=target, dry_run=dry_run)
    if redact:
        list_displays(record.root, done.written)
    for path in done.written:
        typer.echo(shown_path(path))
    print_fates(done.fates)
    if dry_run:
        typer.echo(say("nothing was written (--dry-run)", "什么都没有写（--dry-run）"), err=True)
    if done.findings:
        print_findings(done.findings, err=True)
        raise typer.Exit(1)


def _redacted(study: str | None, names: Path, out: Path | None) -> Study:
    """Return a copy of the study with pseudonyms, made below the output folder; what may still be a name is told."""
    from gioia.edits.redacted_copies import redacted_copy
    from gioia.findings import counted
    from gioia.plaintext.files import shown_path
    from gioia.study.loading import load_study

    root = root_of(study)
    target, done = redacted_copy(*load_study(root), names, out)
    print_findings(done.left, err=True)
    where = shown_path(target)
    left = counted(len(done.left), "place")
    typer.echo(
        say(
            f"{where}: {counted(done.replaced, 'name')} replaced in its documents; {left} may still be one",
            f"{where}：文档里替换了 {done.replaced:,} 处人名，还有 {len(done.left):,} 处可能是人名",
        )
    )
    return loaded(str(target), must_be_sound=True)
