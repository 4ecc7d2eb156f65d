"""How often each concept, theme and dimension was coded, in what share, and in how many sources: what papers report.

Themes and dimensions have rows of subtotals where they sum more than one row. Shares are those of all counted codings, each
rounded for itself, so that the same number always has the same share; printed shares may therefore miss 100% by a little
when they are added up, which the note says. Sources are counted once each, whatever rests on them: they do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from gioia.displays import counts, frames
from gioia.displays.display import Table
from gioia.displays.labels import label
from gioia.displays.layouts import Layout, joined, laid_out, left_out, renamed
from gioia.displays.rests import Ids
from gioia.study import Study

if TYPE_CHECKING:
    import pandas as pd

_WHOLE = 1000
_COLUMNS = ("dimension", "theme", "concept", "codings", "share", "sources")
_WORDS = ("Aggregate dimension", "Second-order theme", "First-order concept", "Codings", "Share", "Sources")
_COUNTED = 3


class Line(Struct, frozen=True):
    """A row of frequencies: what it is about, and its codings source by source.

    `of` is concept, or theme or dimension for a subtotal; a subtotal has "" for what lies below it.
    """

    of: str
    dimension: str
    theme: str
    concept: str
    by_source: tuple[Ids, ...]

    @property
    def ids(self) -> Ids:
        """The codings that are counted."""
        return tuple(chain.from_iterable(self.by_source))

    @property
    def sources(self) -> int:
        """How many sources the codings are credited to."""
        return sum(map(bool, self.by_source))


def lines(study: Study) -> list[Line]:
    """Return the rows without the row of totals: concepts in the codebook's order, each subtotal after what it sums."""
    cross, of = counts.concepts_and_sources(study), counts.groups(study)
    single = (Line("concept", *of[name], name, ids) for name, ids in zip(cross.rows, cross.ids, strict=True))
    return list(_with_subtotals(single))


def frequencies(study: Study) -> pd.DataFrame:
    """Return how often everything was coded.

    Columns: dimension, theme, concept, codings (an integer), share (as 12.5%), sources (an integer). A subtotal has the word
    for it in the column to the right of the name that it is about; the last row has the totals, with the word in `dimension`.
    """
    return _frame(study, lines(study))


def frequencies_table(study: Study, number: int) -> Table:
    """Return the frequencies as a table of the paper."""
    made = lines(study)
    frame = renamed(study, _frame(study, made), _WORDS)
    about = (
        "占比为占全部编码条数的比例，四舍五入，相加可能与合计略有出入；一个来源只计一次，来源数不能相加。"
        if study.language == "zh"
        else "Shares are of all codings and rounded; they may not add up to 100%. A source is counted once: sources do not add up."
    )
    layout = Layout(
        "frequencies",
        (17, 32, 49, 10, 12, 10),
        merged=2,
        note=joined(study, about, left_out(study, counts.uncounted(study))),
        totals=True,
    )
    return laid_out(study, number, frame, layout, (*({_COUNTED: line.ids} for line in made), {}))


def share(number: int, total: int) -> str:
    """Return a number's share of the total in per cent, to one place, halves rounded up: 12.5%; of nothing, 0.0%."""
    tenths = (2 * _WHOLE * number + total) // (2 * total) if total else 0
    return f"{tenths // 10}.{tenths % 10}%"


def _with_subtotals(single: Iterable[Line]) -> Iterator[Line]:
    for dimension, in_dimension in groupby(single, key=lambda line: line.dimension):
        themes = [(theme, list(group)) for theme, group in groupby(in_dimension, key=lambda line: line.theme)]
        for theme, group in themes:
            yield from group
            if theme and len(group) > 1:
                yield _sum("theme", (dimension, theme), group)
        if dimension and len(themes) > 1:
            yield _sum("dimension", (dimension, ""), list(chain.from_iterable(group for _, group in themes)))


def _sum(of: str, names: tuple[str, str], group: Sequence[Line]) -> Line:
    by_source = zip(*(line.by_source for line in group), strict=True)
    joined_ids = tuple(tuple(chain.from_iterable(ids)) for ids in by_source)
    return Line(of, *names, "", joined_ids)


def _frame(study: Study, made: Sequence[Line]) -> pd.DataFrame:
    subtotal = label("Subtotal", study.language)
    nameless = {
        "concept": (label("Ungrouped", study.language), ""),
        "theme": ("", subtotal),
        "dimension": (subtotal, ""),
    }
    concepts = [line for line in made if line.of == "concept"]
    everything = _sum("", ("", ""), concepts) if concepts else Line("", "", "", "", ())
    total = len(everything.ids)
    rows: list[frames.Row] = [
        (
            line.dimension,
            line.theme or nameless[line.of][0],
            line.concept or nameless[line.of][1],
            len(line.ids),
            share(len(line.ids), total),
            line.sources,
        )
        for line in made
    ]
    rows.append((label("Total", study.language), "", "", total, share(total, total), everything.sources))
    return frames.list_frame(_COLUMNS, rows, {"codings", "sources"})
