"""The page in a real Chromium: what a person does on it by clicking and typing, and what must not happen meanwhile."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from page_server import Server

from gioia.study.loading import load_study

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
MISSING = CHROMIUM is None or importlib.util.find_spec("playwright") is None


@contextlib.contextmanager
def browser() -> Iterator[Any]:
    """Give a Chromium for as many pages as are opened in it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.name == "posix" and os.geteuid() == 0 else []
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield opened
        opened.close()


class Sitting:
    """A person at the page of a study. Errors of the console, and requests to anywhere but this machine, are kept."""

    def __init__(self, browser, root: Path, *, language: str = "en", coder: str = "甲", options=(), **window) -> None:
        self.server = Server(root, *options, coder=coder, GIOIA_LANG=language)
        self.faults: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, "locale": language} | window)
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on("console", lambda told: self._keep(told.text) if told.type == "error" else None)
        self.page.on("pageerror", lambda error: self._keep(f"{error}"))
        self.page.on("request", lambda asked: self._watch(asked.url))
        self.page.goto(f"http://127.0.0.1:{self.server.port}/?token={self.server.token}")
        self.page.wait_for_selector(".block")

    def _keep(self, fault: str) -> None:
        self.faults.append(fault)

    def _watch(self, url: str) -> None:
        address = urlsplit(url)
        if address.scheme != "data" and address.hostname != "127.0.0.1":
            self.faults.append(f"a request to {url}")

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, words: str) -> None:
        self.page.keyboard.insert_text(words)

    def drag_over(self, words: str) -> None:
        """Select words of the text with the mouse."""
        box = self.page.evaluate(
            """async words => {
              const found = () => {
                const walker = document.createTreeWalker(document.getElementById('text'), NodeFilter.SHOW_TEXT);
                for (let node = walker.nextNode(); node; node = walker.nextNode()) {
                  if (node.data.includes(words) && node.parentElement.closest('.words')) return node;
                }
              };
              found().parentElement.scrollIntoView({ block: 'center' });
              // What comes into the window is laid out anew with the next frame, and what was saved is drawn anew.
              for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
              const node = found(), at = node.data.indexOf(words), range = document.createRange();
              range.setStart(node, at);
              range.setEnd(node, at + words.length);
              const boxes = [...range.getClientRects()];
              const first = boxes[0], last = boxes.at(-1);
              return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
            }""",
            words,
        )
        mouse = self.page.mouse
        mouse.move(box[0], box[1])
        mouse.down()
        mouse.move(box[2], box[3], steps=4)
        mouse.up()

    def saved(self) -> None:
        """Wait until everything that was done is on disk and shown anew."""
        self.page.wait_for_selector("body:not([data-busy])")

    def end(self) -> None:
        self.context.close()
        self.server.kill()


def on_disk(root):
    """Return what the study holds: quotation and concept of each coding, and the outline of the codebook."""
    study, _ = load_study(root)
    outline = {
        dimension.name: {theme.name: [concept.name for concept in theme.concepts] for theme in dimension.themes}
        for dimension in study.codebook.dimensions
    }
    return [(coding.quotation, coding.concept) for coding in study.codings], outline


def code(sitting, words, concept):
    sitting.drag_over(words)
    sitting.press("Enter")
    sitting.type(concept)
    sitting.press("Enter")
    sitting.page.wait_for_selector(f".label .name:has-text('{concept}')")
