"""A manuscript as the audit reads it: one text, its parts and its tables; and what the audit remarks on it.

The text is never tidied: every offset counts Unicode code points of the text as it was read, half-open, so that a remark
points at the words of the paper. What kind of remark there is, which rule it stands for and how grave it is are fixed in `KINDS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

from gioia.findings import Severity

PartKind = Literal["title", "abstract", "keywords", "heading", "prose", "caption", "table", "references", "note"]


class Part(Struct, frozen=True):
    """A stretch of a manuscript; `heading` is the nearest heading above it, for a heading its own words.

    `level` is a heading's depth, from 1. `quoted` tells that the paper sets a paragraph off as a block quotation.
    """

    kind: PartKind
    start: int
    stop: int
    heading: str = ""
    level: int = 0
    quoted: bool = False


class Cell(Struct, frozen=True):
    """A table's cell: its text, and where it stands."""

    text: str
    start: int
    stop: int


class Table(Struct, frozen=True):
    """A table with its caption, and the span of its body.

    `cells` are its rows; a table that was flattened to lines, as in the raw text of a PDF, has none (`rows` is empty).
    """

    caption: str
    cells: tuple[tuple[Cell, ...], ...]
    start: int
    stop: int

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The texts of the cells."""
        return tuple(tuple(cell.text for cell in row) for row in self.cells)


class Manuscript(Struct, frozen=True):
    """A paper: `name` is its file's, `parts` follow one another without gap from the beginning of `text` to its end.

    `lines` are the offsets at which lines begin, `pages` those of pages, where the file has them. `numbers` are the lines
    of the file where they differ from those of the text (LaTeX): for each line of the text its 1-based number in the file.
    `left_out` are spans that are none of its words, in order and apart: running heads and page numbers, targets of links, comments.
    """

    name: str
    text: str
    parts: tuple[Part, ...]
    tables: tuple[Table, ...] = ()
    language: Literal["zh", "en"] = "zh"
    lines: tuple[int, ...] = (0,)
    pages: tuple[int, ...] = ()
    numbers: tuple[int, ...] = ()
    left_out: tuple[tuple[int, int], ...] = ()

    def line_of(self, offset: int) -> int:
        """Return the 1-based line of the file in which the code point stands."""
        line = bisect_right(self.lines, offset)
        return self.numbers[line - 1] if self.numbers else line

    def page_of(self, offset: int) -> int:
        """Return the 1-based page, 0 where the file has no pages."""
        return bisect_right(self.pages, offset)

    def part_at(self, offset: int) -> Part:
        """Return the part in which the code point stands."""
        at = bisect_right([part.start for part in self.parts], offset) - 1
        return self.parts[max(at, 0)]


class Kind(Struct, frozen=True):
    """A kind of remark: the rule that it stands for, its severity, and its name in Chinese."""

    rule: str
    severity: Severity
    chinese: str


KINDS = {
    "quotation-altered": Kind("TR5", "error", "引文有改动"),
    "quotation-spliced": Kind("TR6", "error", "引文由几处拼成"),
    "quotation-orphan": Kind("TR2", "error", "引文没有出处"),
    "attribution": Kind("TR3", "error", "出处说法不符"),
    "label-reordered": Kind("GI7", "warning", "名称次序不同"),
    "label-reworded": Kind("GI7", "warning", "名称用词不同"),
    "label-abbreviated": Kind("GI7", "warning", "名称有省略"),
    "label-missing": Kind("GI8", "warning", "名称没有出现"),
    "label-unknown": Kind("GI8", "warning", "研究里没有的名称"),
    "claim-count": Kind("MS1", "error", "数目不符"),
    "claim-coverage": Kind("PR3", "warning", "覆盖面说法不符"),
    "claim-inconsistent": Kind("TG3", "warning", "前后说法不一"),
    "table-row-missing": Kind("EV2", "warning", "证据表缺行"),
    "table-row-differs": Kind("MS2", "error", "表格与研究不同"),
    "source-unregistered": Kind("TG4", "warning", "来源未登记"),
    "source-missing": Kind("TG4", "warning", "登记的来源未提及"),
    "text-private-use": Kind("MS3", "info", "私用区字符"),
    "text-caption-in-sentence": Kind("MS3", "info", "句中夹有图表标题"),
    "text-recognition": Kind("MS3", "info", "疑似识别错误"),
}
"""Every kind of fault, in the order in which a report lists them."""


class Remark(Struct, frozen=True):
    """One thing that the audit says of a manuscript.

    `start` and `stop` are a half-open span of the manuscript's code points, and `said` is what stands there, printed.
    `study_place` says where in the study the other wording stands, `study_wording` what it is; `difference` marks what
    differs ([-left out-] {+put in+}). `subject` is what a waiver names, `waived` the reason of one that covers the remark.
    `concerns` are the study's things that it is about, by name: ids of codings, codes of sources, names of constructs.
    """

    kind: str
    start: int
    stop: int
    said: str
    study_place: str
    study_wording: str
    difference: str
    message: str
    severity: Severity
    rule: str
    subject: str
    waived: str = ""
    concerns: tuple[str, ...] = ()


class Held(Struct, frozen=True):
    """A quotation that stands in the study: `kind` is quotation-verbatim or quotation-part, `concerns` as in a remark."""

    kind: str
    start: int
    stop: int
    said: str
    study_place: str
    study_wording: str
    concerns: tuple[str, ...] = ()


def remark(
    kind: str,
    span: tuple[int, int],
    said: str,
    message: str,
    *,
    study_place: str = "",
    study_wording: str = "",
    difference: str = "",
    subject: str = "",
    severity: Severity | None = None,
    concerns: Iterable[str] = (),
) -> Remark:
    """Return a remark with the rule and severity of its kind; its subject is what was said, unless another is named."""
    known = KINDS[kind]
    return Remark(
        kind,
        *span,
        said,
        study_place,
        study_wording,
        difference,
        message,
        severity or known.severity,
        known.rule,
        subject or said,
        concerns=tuple(dict.fromkeys(concerns)),
    )
