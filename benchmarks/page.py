"""How the page bears a large document: a megabyte of text with 2,000 codings, in Chromium.

The document is generated: paragraphs of two alphabets, codings that overlap and nest. Measured are how long it takes until the
text stands there, the time between frames while the text is scrolled, and the time from the key that codes a passage until
the frame that shows the coding, and until the server has it on disk. Needs playwright and a Chromium of the system.
"""

from __future__ import annotations

import importlib.util
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gioia.codings.coding import new_coding
from gioia.codings.store import codings_path, encode_codings
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.register import Document

BYTES = 1_000_000
CODINGS = 2_000
CONCEPTS = 60
KEYS = 60
AIM_MS = 100

_STUDY = "study: generated\nlanguage: zh\ncodebook: codebook.yaml\nsources:\n  - source: F1\n"
_FRAMES = """seconds => new Promise(done => {
  const text = document.getElementById('text'), times = [], begun = performance.now();
  const step = now => {
    times.push(now);
    text.scrollTop += 90;
    if (now - begun < seconds * 1000) requestAnimationFrame(step);
    else done(times.slice(1).map((time, index) => time - times[index]));
  };
  requestAnimationFrame(step);
})"""
_WATCH = """() => {
  window.shown = new Promise(done => {
    let pressed = 0;
    addEventListener('keydown', event => { if (event.key === 'Enter') pressed = performance.now(); }, true);
    new MutationObserver((_, observer) => {
      if (!document.querySelector('.label.pending')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => {
        const shown = performance.now() - pressed;
        const wait = setInterval(() => {
          if (document.querySelector('.label.pending')) return;
          clearInterval(wait);
          done([shown, performance.now() - pressed]);
        }, 10);
      }));
    }).observe(document.getElementById('text'), { subtree: true, childList: true });
  });
}"""


def main() -> None:
    """Print the figures, or why there are none."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium or not importlib.util.find_spec("playwright"):
        print("the page: not measured, playwright or Chromium is missing")
        return
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        generate(root)
        program = [sys.executable, "-c", "from gioia.cli.main import run; run()", "code", str(root), "--no-browser"]
        with subprocess.Popen([*program, "--coder", "甲"], stdout=subprocess.PIPE, encoding="utf-8") as server:
            try:
                found = re.search(r"http://\S+", server.stdout.readline() if server.stdout else "")
                _measure(found[0] if found else "", chromium)
            finally:
                server.terminate()


def generate(root: Path) -> None:
    """Write the study."""
    chance = random.Random(1)  # noqa: S311 - the same study every time
    concepts = [f"概念{number}" for number in range(CONCEPTS)]
    text = _text(chance)
    name = "F1/long.txt"
    path = document_path(root, name)
    path.parent.mkdir(parents=True)
    path.write_bytes(text.encode())
    (root / "study.yaml").write_text(_STUDY, encoding="utf-8")
    lines = "".join(f"  - concept: {concept}\n" for concept in concepts)
    (root / "codebook.yaml").write_text(f"ungrouped:\n{lines}", encoding="utf-8")
    (root / REGISTER).write_bytes(
        encode_register({name: Document(name=name, source="F1", text=text, sha256=text_sha256(text))})
    )
    codings = []
    for number in range(CODINGS):
        start = chance.randrange(len(text) - 400)
        span = (start, start + chance.randrange(5, 300))
        concept = chance.choice(concepts)
        time = "2024-01-01T00:00:00Z"
        codings.append(new_coding(text, name, span, concept=concept, coder="甲", time=time, id=f"{number:012x}"))
    codings.sort(key=lambda coding: (coding.start, coding.end))
    file = codings_path(root, "甲", name)
    file.parent.mkdir(parents=True)
    file.write_bytes(encode_codings(codings))


def _text(chance: random.Random) -> str:
    paragraphs: list[str] = []
    size = 0
    while size < BYTES:
        alphabet = "天地人和风雨山川" * 3 + "，。" if len(paragraphs) % 2 else "abcdefgh rstuv, e. "
        paragraph = "".join(chance.choice(alphabet) for _ in range(chance.randrange(40, 500))).strip() or "a"
        paragraphs.append(paragraph)
        size += len(paragraph.encode()) + 2
    return "\n\n".join(paragraphs)


def _measure(address: str, chromium: str) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        page.wait_for_selector(".block .piece", state="attached", timeout=60_000)
        print(f"page: text shown after {page.evaluate('performance.now()'):.0f} ms")
        _print_frames(page.evaluate(_FRAMES, 5))
        shown, saved = zip(*(_coded(page, number) for number in range(KEYS)), strict=True)
        print(f"page: key to paint, {_spread(shown)} (aim {AIM_MS})")
        print(f"page: key to disk and back, {_spread(saved)}")
        browser.close()


def _spread(times: Sequence[float]) -> str:
    late = sorted(times)[int(len(times) * 0.95)]
    return f"{len(times)} codings, median {statistics.median(times):.0f} ms, 95 % {late:.0f} ms, slowest {max(times):.0f} ms"


def _print_frames(frames: list[float]) -> None:
    frames.sort()
    late = sum(frame > 34 for frame in frames) / len(frames)  # noqa: PLR2004 - two frames of 60 a second
    print(
        f"page: scrolling, {len(frames)} frames, median {statistics.median(frames):.1f} ms, "
        f"95 % {frames[int(len(frames) * 0.95)]:.1f} ms, worst {frames[-1]:.1f} ms, later than two frames {late:.1%}"
    )


def _coded(page: Any, number: int) -> tuple[float, float]:  # noqa: ANN401 - playwright is not needed to check types
    for _ in range(3):
        page.keyboard.press("j")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type(f"gn{number}")
    page.evaluate(_WATCH)
    page.keyboard.press("Enter")
    shown, saved = page.evaluate("window.shown")
    return shown, saved


if __name__ == "__main__":
    main()
