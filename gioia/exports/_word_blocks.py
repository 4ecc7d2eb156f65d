"""What a display is in a Word document: a caption, the table in its pieces or the figure, a note; and the lists at the front.

Each of them holds a bookmark, by which a later export finds it: `gioia_caption_…` around word and number, which is what a
cross-reference takes, `gioia_body_…` in the table or the figure, `gioia_note_…`. A mark `_gioia_…`, which Word hides, tells what the
body was made from, so that one that has not changed is left as a person formatted it. Captions are numbered by SEQ fields; Word's
Insert Cross-reference lists them. All fields hold their results.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

from gioia.displays.display import Display, Figure, Table, continuation, note_word, numbered
from gioia.displays.merging import columns, numeric
from gioia.displays.notes import pieces
from gioia.exports import _word as word
from gioia.exports._word_drawing import picture
from gioia.exports._word_lines import Face
from gioia.exports._word_pages import Row
from gioia.exports._word_styles import Stylesheet

MARK = "gioia_"
DIGEST = "_gioia_"
LOOKS = {"three-line": "GioiaThreeLine", "apa": "GioiaAPA"}
_NUMBERED = re.compile(r"^(table|figure)-\d+-")
_LIST_TITLES = {"表": "表目录", "图": "图目录", "Table": "List of tables", "Figure": "List of figures"}
_CONTINUED = {"zh": ("续", ""), "en": ("", " (continued)")}
_LONGEST = 40
ABOVE = 240
"""Twentieths of a point above the caption of a table whose style has none."""


def tag_of(display: Display) -> str:
    """Return what names the display in a document: its key without the number, which another stage would change."""
    return _NUMBERED.sub(r"\1-", display.key)


def mark_of(display: Display, key: str = "caption") -> str:
    """Return the name of a bookmark: letters, digits and underscores, at most 40."""
    start = f"{MARK}{key}_"
    return start + re.sub(r"\W", "_", tag_of(display))[: _LONGEST - len(start)]


def begun_by(display: Display, displays: Sequence[Display]) -> Display | None:
    """Return the first part of a figure that goes on from the page before, None where it is no such part or that is not there."""
    if not isinstance(display, Figure) or not continuation(display):
        return None
    first = display.key.removesuffix(f"-{display.part}")
    return next((other for other in displays if other.key == first), None)


def caption_block(display: Display, sheet: Stylesheet, *, first: Display | None = None, is_set: bool = False) -> str:
    """Return the caption; its number is Word's own, and a bookmark around it lets text refer to it.

    With `is_set` Word counts on from the display's number, which else follows from the captions before it. What goes on from the
    page before refers to the number of its `first` part, so that Word counts the figure once.
    """
    noun, space, stop = numbered(display)
    is_apa = isinstance(display, Table) and display.form == "apa"
    properties = "<w:keepNext/>" if isinstance(display, Table) else '<w:keepNext w:val="0"/>'
    properties += f'<w:spacing w:before="{ABOVE}"/>' * (sheet.is_close and isinstance(display, Table))
    properties += '<w:jc w:val="left"/>' * is_apa
    strong, slanted = (_of_style(name) if is_apa else "" for name in ("GioiaAPANumber", "GioiaAPATitle"))
    if not display.number:
        return word.paragraph(
            sheet.caption, word.bookmark(mark_of(display), word.run(display.title, slanted)), properties
        )
    number = word.run(str(display.number), strong)
    if first is None:
        number = word.field(f"SEQ {noun} \\* ARABIC" + f" \\r {display.number}" * is_set, number, strong)
        number = word.run(noun + space, strong) + number
    else:
        number = word.field(f"REF {mark_of(first)} \\h", word.run(noun + space) + number)
    named = word.bookmark(mark_of(display), number)
    title = display.title + continuation(display)
    title = word.run("\n" + title, slanted) if is_apa else word.run(stop + title)
    return word.paragraph(sheet.caption, named + title, properties)


def _of_style(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def note_block(display: Display, there: Sequence[Display]) -> str:
    """Return the note of a table, nothing where it has none; the numbers of tables that are `there` are fields that follow the captions."""
    if not isinstance(display, Table) or not display.note:
        return ""
    names = {other.number: mark_of(other) for other in there if isinstance(other, Table)}
    said = [word.run(note_word(display), _of_style("GioiaNoteWord") if display.language != "zh" else "")]
    for piece in pieces(display):
        if piece.number in names:
            said.append(word.field(f"REF {names[piece.number]} \\h \\* MERGEFORMAT", word.run(piece.text)))
        else:
            said.append(word.run(piece.instead or piece.text))
    return word.paragraph("GioiaNote", word.bookmark(mark_of(display, "note"), "".join(said)))


def table_blocks(
    shown: Table,
    pieces: Sequence[Sequence[Row]],
    widths: Sequence[int],
    *,
    is_together: bool = False,
    is_small: bool = False,
    face: Face | None = None,
) -> str:
    """Return a table, its columns `widths` twips wide, in pieces, each after the first on a page of its own below a line that says which table goes on."""
    made = (
        shown.form,
        shown.language,
        shown.number,
        shown.title,
        widths,
        is_together,
        is_small,
        columns(shown),
        pieces,
    )
    numbers = numeric(shown)
    blocks = []
    for index, piece in enumerate(pieces):
        own = mark_of(shown, f"body{index + 1}" if index else "body")
        marks = (own,) if index else (own, _digest(repr(made)))
        look = word.Look(LOOKS[shown.form], marks, is_together, index + 1 == len(pieces), is_small, face)
        blocks += [_continued(shown, index)] if index else []
        blocks.append(word.table(shown, piece, widths, numbers, look))
    return "".join(blocks)


def _continued(shown: Table, index: int) -> str:
    """Return the line above a further piece: 续表2, Table 2 (continued); the table's number follows its caption."""
    before, after = _CONTINUED.get(shown.language, _CONTINUED["en"])
    noun, space, _ = numbered(shown)
    named = (
        word.field(f"REF {mark_of(shown)} \\h \\* MERGEFORMAT", word.run(f"{noun}{space}{shown.number}"))
        if shown.number
        else ""
    )
    content = word.run(before) + (named or word.run(shown.title)) + word.run(after)
    return word.paragraph("GioiaContinued", word.bookmark(mark_of(shown, f"more{index + 1}"), content))


def figure_block(shown: Figure, width: float, height: float, *, starts_page: bool = False) -> str:
    """Return the paragraph that holds a figure, at most so many points wide and high."""
    drawn = picture(shown, width, height)
    marked = word.bookmark(mark_of(shown, "body"), word.bookmark(_digest(drawn), drawn))
    return word.paragraph("GioiaFigure", marked, "<w:pageBreakBefore/>" * starts_page)


def _digest(markup: str) -> str:
    return f"{DIGEST}{zlib.crc32(markup.encode()):08x}"


def noun_of(kind: type[Table | Figure], displays: Sequence[Display]) -> str:
    """Return the word of captions of a kind, as 表 or Figure; empty where no display of that kind has a number."""
    return next((numbered(display)[0] for display in displays if isinstance(display, kind) and display.number), "")


def list_blocks(noun: str, entries: Sequence[tuple[str, str]], style: str) -> str:
    """Return the blocks of a list of tables or figures: a field of Word's, filled with captions, linked where they have a bookmark.

    `noun` is the kind of caption that it lists, `entries` are the bookmarks (empty for none) and the captions.
    """
    shown = [word.link(mark, word.run(text)) if mark else word.run(text) for mark, text in entries]
    begin, end = word.field(f'TOC \\h \\z \\n \\c "{noun}"', "\0").split("\0")
    lines = [begin + shown[0], *shown[1:]] if shown else [begin]
    lines[-1] += end
    heading = word.paragraph(style, word.run(_LIST_TITLES.get(noun, "")))
    return heading + "".join(word.paragraph("GioiaList", line) for line in lines)
