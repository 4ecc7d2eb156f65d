"""A report in a real Chromium, opened from the disk as from a mail: every fault of the page and every request is kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from gioia.report.bundle import Told, bundle, gather


class Reader:
    """A reviewer with a report. `faults` are errors of the console and requests for anything but the file itself."""

    def __init__(self, chromium, path: Path, **window) -> None:
        self.faults: list[str] = []
        self.address = path.resolve().as_uri()
        self.context = chromium.new_context(**({"viewport": {"width": 1280, "height": 800}} | window))
        self.page = self.context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.on(
            "console", lambda told: self.faults.append(told.text) if told.type in {"error", "warning"} else None
        )
        self.page.on("pageerror", lambda error: self.faults.append(f"{error}"))
        self.page.on("request", lambda asked: self._watch(asked.url))
        self.page.on("dialog", lambda told: (self.faults.append(told.message), told.dismiss()))

    def _watch(self, url: str) -> None:
        if url.partition("#")[0] != self.address and not url.startswith("data:"):
            self.faults.append(f"a request to {url}")

    def open(self, place: str = "") -> Reader:
        """Open the file anew at a place, as a link from a mail does."""
        self.page.goto("about:blank")
        self.faults = [fault for fault in self.faults if "about:blank" not in fault]
        self.page.goto(f"{self.address}#{place}")
        self.page.wait_for_selector("body[data-ready]")
        return self

    def go(self, place: str) -> Reader:
        """Follow a link within the page."""
        self.page.evaluate(
            """place => new Promise(done => {
              const main = document.getElementById('main');
              const arrived = () => main.dataset.address === location.hash;
              location.hash = place;
              if (arrived()) return done();
              const watch = setInterval(() => { if (arrived()) { clearInterval(watch); done(); } }, 4);
            })""",
            place,
        )
        return self

    def until(self, holds: str, given: object = None) -> None:
        """Wait until an expression holds; the page's policy forbids that it looks for itself."""
        for _ in range(400):
            if self.page.evaluate(holds, given):
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it never holds: {holds}")

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        return self.page.locator("main").inner_text()

    def links(self, within: str = "main") -> list[str]:
        """Return the addresses of the links in a part of the page, each once."""
        found = self.page.eval_on_selector_all(f"{within} a", "all => all.map(each => each.getAttribute('href'))")
        return list(dict.fromkeys(found))

    def press_until(self, key: str, address: str) -> None:
        """Press a key until the link to an address has the focus."""
        for _ in range(200):
            self.page.keyboard.press(key)
            if self.page.evaluate("document.activeElement.getAttribute('href')") == address:
                return
        raise AssertionError(f"{key} does not lead to {address}")


@pytest.fixture
def reads(chromium, tmp_path):
    """Return a function that writes a report of a study, or of what is told, and opens it; at the end there must be no fault."""
    readers = []

    def opened(study, place: str = "", **window) -> Reader:
        told = Told(study) if not isinstance(study, (Told, Path)) else study
        told = gather(told) if isinstance(told, Path) else told
        path = tmp_path / f"report {len(readers)}.html"
        path.write_bytes(bundle(told))
        readers.append(Reader(chromium, path, **window))
        return readers[-1].open(place)

    yield opened
    for reader in readers:
        reader.context.close()
    assert [fault for reader in readers for fault in reader.faults] == []
