"""How large a report grows and how soon its first view stands: 300 documents of 20,000 characters with 10,000 codings, in Chromium.

The texts are drawn by chance from 3,500 characters, each as frequent as its rank has it (Zipf), in turns of two speakers. Having no
words that come again they compress worse than what people say. Measured are the bytes of the file and how long it took to write,
then the time from asking for the file until the frame in which the data structure is drawn, and until the page of one coding with
its document stands. Needs playwright and a Chromium of the system.
"""

from __future__ import annotations

import importlib.util
import random
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from benchmarks.generated_study import generated_study
from gioia.codebook.records import concepts
from gioia.codings.coding import Coding, new_coding
from gioia.report.bundle import Told, bundle
from gioia.sources.documents import text_sha256
from gioia.sources.register import Document, Source
from gioia.study.record import Study

DOCUMENTS = 300
CHARACTERS = 20_000
CODINGS = 10_000
CONCEPTS = 240
SOURCES = 60
MOST_BYTES = 15_000_000
AIM_SECONDS = 1.0
ROUNDS = 5

_MADE = "2024-01-01T00:00:00Z"
_SHOWN = """done => {
  const look = () => document.querySelector('.figure svg') && requestAnimationFrame(() => setTimeout(() => { window.shown = performance.now(); }));
  const watch = new MutationObserver(() => { if (document.querySelector('.figure svg')) { watch.disconnect(); look(); } });
  watch.observe(document, { subtree: true, childList: true });
}"""


def main() -> None:
    """Print the figures, or why there are none."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    told = Told(large_study())
    begun = time.perf_counter()
    content = bundle(told)
    seconds = time.perf_counter() - begun
    print(f"report: {len(content) / 1e6:.1f} MB (aim at most {MOST_BYTES / 1e6:.0f}), written in {seconds:.1f} s")
    if not chromium or not importlib.util.find_spec("playwright"):
        print("report: first view not measured, playwright or Chromium is missing")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.html"
        path.write_bytes(content)
        _measure(path.as_uri(), told.study.codings[CODINGS // 2].id, chromium)


def large_study() -> Study:
    """Return the study: that of the other benchmarks, with documents and codings of its own."""
    chance = random.Random(1)  # noqa: S311 - the same study every time
    small = generated_study(CONCEPTS)
    sources = tuple(Source(f"{'FN'[at % 2]}{at // 2 + 1}", f"来源{at + 1}") for at in range(SOURCES))
    documents = [_document(chance, sources[at % SOURCES].code, at) for at in range(DOCUMENTS)]
    names = [concept.name for concept in concepts(small.codebook)]
    stages = [stage.name for stage in small.stages]
    codings = [_coding(chance, documents[at % DOCUMENTS], names, stages, at) for at in range(CODINGS)]
    return replace(
        small, sources=sources, documents={one.name: one for one in documents}, codings=tuple(codings), verdicts=()
    )


def _document(chance: random.Random, source: str, at: int) -> Document:
    signs = [chr(0x4E00 + 5 * rank) for rank in range(3500)]
    weights = [1 / (rank + 10) for rank in range(len(signs))]
    drawn = chance.choices(signs, weights, k=CHARACTERS)
    turns = ["".join(drawn[start : start + 80]) for start in range(0, CHARACTERS, 80)]
    lines = (f"{'访谈者' if place % 2 else '受访者'}：{turn}。" for place, turn in enumerate(turns))
    text = "\n\n".join(lines)[:CHARACTERS]
    return Document(f"{source}/记录{at + 1}.txt", source, text_sha256(text), text=text)


def _coding(chance: random.Random, document: Document, names: list[str], stages: list[str], at: int) -> Coding:
    start = chance.randrange(CHARACTERS - 200)
    span = (start, start + chance.randrange(15, 90))
    return new_coding(
        document.text,
        document.name,
        span,
        concept=names[at % len(names)],
        coder="甲",
        time=_MADE,
        stage=stages[at % len(stages)],
        role="proof",
        memo="这里值得再看一遍。" if at % 10 == 0 else "",
        id=f"{at:012x}",
    )


def _measure(address: str, coding: str, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        first = [_first_view(browser, address) for _ in range(ROUNDS)]
        whole = [_coding_view(browser, f"{address}#coding/{coding}") for _ in range(ROUNDS)]
        browser.close()
    print(f"report: first view after {_told(first)} (aim {AIM_SECONDS:.1f} s)")
    print(f"report: a passage in its document after {_told(whole)}")


def _told(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} s, {min(seconds):.2f} to {max(seconds):.2f} s in {len(seconds)} rounds"


def _first_view(browser: Any, address: str) -> float:  # noqa: ANN401 - playwright is not needed to check types
    """Return the seconds from asking for the file until the frame in which the figure is drawn."""
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.add_init_script(f"({_SHOWN})()")
    page.goto(address, wait_until="commit")
    page.wait_for_selector("body[data-ready]", timeout=60_000)
    page.wait_for_timeout(200)
    shown = float(page.evaluate("window.shown"))
    page.close()
    return shown / 1000


def _coding_view(browser: Any, address: str) -> float:  # noqa: ANN401 - see above
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address, wait_until="commit")
    page.wait_for_selector(".boxed mark", timeout=60_000)
    shown = float(page.evaluate("performance.now()"))
    page.close()
    return shown / 1000


if __name__ == "__main__":
    main()
