"""A study at the workbench: without HTTP (what the page asks for, and what it is told), and on the page in Chromium."""

from __future__ import annotations

import json
from typing import Any

import pytest
from browser import Sitting

from gioia.workbench import views
from gioia.workbench.seeing import Person, Seen
from gioia.workbench.server import Workbench

TALK = """\
陈岚 00:01

我们头一年没有店面，只在社区群里接龙。邻居帮忙送货，一天能送四十单。

记者 00:40

后来为什么租了店？

陈岚 00:52

群里消息太多，漏单两回，老顾客不高兴。租店以后账目清楚了，夜里也睡得着。🙂 现在每周三大家来店里试新面包。

记者 01:30

<b onclick="document.title=3">店名</b>是谁起的？
"""


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


@pytest.fixture
def sit(chromium):
    """Return a function that opens the page of a study; at the end nothing must have gone wrong on any of them."""
    sittings = []

    def opened(root, **more):
        sittings.append(Sitting(chromium, root, **more))
        return sittings[-1]

    yield opened
    for sitting in sittings:
        sitting.end()
    assert [fault for sitting in sittings for fault in sitting.faults] == []


@pytest.fixture
def empty(tmp_path):
    """Return a study with one interview and an empty codebook."""
    from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
    from gioia.sources.register import Document

    root = tmp_path / "bakery"
    path = document_path(root, "F1/chen.txt")
    path.parent.mkdir(parents=True)
    path.write_bytes(TALK.encode())
    document = Document(name="F1/chen.txt", source="F1", text=TALK, sha256=text_sha256(TALK))
    (root / REGISTER).write_bytes(encode_register({document.name: document}))
    register = "sources:\n  - source: F1\n    name: 面包店访谈\n"
    study = f"study: 面包店\nlanguage: zh\ncodebook: codebook.yaml\n{register}"
    (root / "study.yaml").write_text(f"{study}stages:\n  - stage: 起步\n  - stage: 开店\n", encoding="utf-8")
    (root / "codebook.yaml").write_text("codebook: bakery\ndimensions: []\nungrouped: []\n", encoding="utf-8")
    return root


@pytest.fixture
def long_talk(empty):
    """Return the study with a text of 240 sentences."""
    from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
    from gioia.sources.register import Document

    counted = [f"{one}{ten}" for one in "甲乙丙丁戊己庚辛壬癸子丑" for ten in "东南西北中上下左右前"]
    text = "\n\n".join(f"第{each}段受访者说起面粉。又说{each}那天的烤炉。" for each in counted) + "\n"
    name = "F1/chen.txt"
    document_path(empty, name).write_bytes(text.encode())
    document = Document(name=name, source="F1", text=text, sha256=text_sha256(text))
    (empty / REGISTER).write_bytes(encode_register({name: document}))
    return empty
