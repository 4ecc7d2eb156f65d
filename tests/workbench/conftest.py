"""A study at the workbench without HTTP: what the page asks for, and what it is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from gioia.workbench import views
from gioia.workbench.seeing import Person, Seen
from gioia.workbench.server import Workbench


class Page:
    """A page that a person has open; it shows the version that it was told last."""

    def __init__(self, copy: Any, coder: str = "甲", *, blind: bool = False) -> None:
        self.copy = copy
        self.workbench = Workbench(copy.root, Person(coder, blind=blind))
        self.version = self.seen.version

    @property
    def seen(self) -> Seen:
        return self.workbench.seen()

    def do(self, action: str, **given: Any) -> dict[str, Any]:
        asked = {"action": action, "version": self.version} | given
        answer = self.workbench.do(json.dumps(asked).encode())
        self.version = answer["version"]
        return answer

    def document(self, name: str = "F1/访谈.md") -> dict[str, Any]:
        return views.document_value(self.seen, name)

    def coding(self, coding_id: str) -> dict[str, Any]:
        codings = [coding for name in self.seen.study.documents for coding in self.document(name)["codings"]]
        return next(coding for coding in codings if coding["id"] == coding_id)

    def study(self) -> dict[str, Any]:
        return views.study_value(self.seen)


@pytest.fixture
def page(clean):
    return Page(clean)


@pytest.fixture
def open_page(clean):
    """Return a function that opens further pages on the same study."""
    return lambda coder="甲", **more: Page(clean, coder, **more)
