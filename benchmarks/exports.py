"""How long displays take to write, each format beside its library alone.

LeChun's displays are written in every format, and a table of 2,000 excerpts in every format of tables. The other side writes
the same content with the library of the format and nothing else: python-docx the same cells with the same styles, XlsxWriter
the same cells with formats and merged cells, python-pptx the same shapes, lxml the same elements, typst the same drawing.
What it is given is worked out before the clock starts. dot, mmd and md have no library to be held against.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks import library_alone
from benchmarks.generated_study import generated_study
from benchmarks.ratios import ratio
from gioia.displays.display import Display, Figure, Table
from gioia.displays.figures import figures
from gioia.exports import binders, writers
from gioia.pipeline import all_displays, export
from gioia.study.loading import load_study

AIM = 2.0
ROUNDS = 5
ENOUGH = 0.2
"""Seconds: how long a round takes at least."""
EXCERPTS = 2000
CONCEPTS = 150
LECHUN = Path(__file__).resolve().parents[1] / "corpora" / "lechun"

Alone = Callable[[Sequence[Any]], object]
_ALONE: dict[str, Alone] = {
    "csv": library_alone.csv_files,
    "json": library_alone.json_files,
    "html": library_alone.html_pages,
    "parquet": library_alone.parquet_files,
    "xlsx": library_alone.workbook,
    "docx": library_alone.word_document,
}
"""For the formats of tables, a function that writes tables with the library alone."""


def main() -> None:
    """Print the ratios for LeChun, for the long table and for the large figure, and the seconds of everything."""
    displays = all_displays(load_study(LECHUN)[0])
    print(_everything(displays))
    tables = [display for display in displays if isinstance(display, Table)]
    _table_ratios("LeChun's tables", tables, ROUNDS)
    _figure_ratios("LeChun's figures", [display for display in displays if isinstance(display, Figure)])
    _table_ratios(f"{EXCERPTS:,} excerpts", [long_table()], ROUNDS)
    print(_large_figure())
    _figure_ratios(f"{CONCEPTS} concepts", figures(generated_study(CONCEPTS))[:1], ("svg",))


def _everything(displays: Sequence[Display]) -> str:
    """Return how long all formats take in this process, files and disk included, the first time and again."""
    seconds, worked = [], []
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            begun, busy = time.perf_counter(), time.process_time()
            written = export(displays, Path(folder), [*writers(), *binders()]).written
            seconds.append(time.perf_counter() - begun)
            worked.append(time.process_time() - busy)
    return (
        f"all {len(written)} files of LeChun: {seconds[0]:.2f} s, again {seconds[1]:.2f} s (aim at most 5 s); "
        f"the processor worked {worked[0]:.2f} s, again {worked[1]:.2f} s"
    )


def _table_ratios(name: str, tables: Sequence[Table], rounds: int) -> None:
    for suffix, alone in _ALONE.items():
        _ratio(f"{name} as {suffix}", _writing(suffix, tables), _bound(alone, tables), rounds)


def _figure_ratios(name: str, shown: Sequence[Figure], formats: Sequence[str] = ("svg", "pdf", "png", "pptx")) -> None:
    for suffix in formats:
        alone = library_alone.of_figures(suffix, shown)
        _ratio(f"{name} as {suffix}", _writing(suffix, shown), alone, ROUNDS)


def _ratio(name: str, ours: Callable[[], object], alone: Callable[[], object], rounds: int) -> None:
    """Print the ratio, each side run so often in a round that chance is small beside it."""
    ours()
    begun = time.perf_counter()
    alone()
    times = max(1, int(ENOUGH / (time.perf_counter() - begun)))
    shown = f"{name}, {times} at a time" if times > 1 else name
    ratio(
        shown, lambda: [ours() for _ in range(times)], lambda: [alone() for _ in range(times)], rounds=rounds, aim=AIM
    )


def _writing(suffix: str, displays: Sequence[Display]) -> Callable[[], object]:
    """Return a function that writes the displays as gioia does."""
    known = writers()
    if suffix in known:
        return lambda: [known[suffix].write(display) for display in displays]
    return lambda: binders()[suffix].write_all(displays)


def _bound(alone: Alone, tables: Sequence[Table]) -> Callable[[], object]:
    return lambda: alone(tables)


def _large_figure() -> str:
    """Return how long the data structure of a large study takes to lay out and to write as SVG."""
    study = generated_study(CONCEPTS)
    figures(generated_study(30))
    begun = time.perf_counter()
    figure = figures(study)[0]
    laid_out = time.perf_counter()
    writers()["svg"].write(figure)
    written = time.perf_counter()
    whole, layout = 1000 * (written - begun), 1000 * (laid_out - begun)
    return f"the figure of {CONCEPTS} concepts: {whole:.0f} ms, {layout:.0f} of them its layout (aim at most 100 ms)"


def long_table() -> Table:
    """Return a table of evidence: five excerpts a concept, four concepts a theme, twenty to ninety characters each."""
    chance = random.Random(3)  # noqa: S311 - the same table every time
    rows = [
        (f"二阶主题{row // 20}", f"一阶概念{row // 5}", f"{_words(chance, chance.randint(20, 90))}。（F{row % 9}）")
        for row in range(EXCERPTS)
    ]
    frame = pd.DataFrame(rows, columns=["二阶主题", "一阶概念", "典型证据"])
    return Table(
        "table-2-evidence",
        "典型证据",
        frame,
        number=2,
        merged=("二阶主题", "一阶概念"),
        widths=(22, 30, 72),
        note="注。",
    )


def _words(chance: random.Random, count: int) -> str:
    return "".join(chr(chance.randrange(0x4E00, 0x5E00)) for _ in range(count))


if __name__ == "__main__":
    main()
