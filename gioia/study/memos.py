"""Memos: analytic notes of a person, Markdown files below `memos/`.

A memo that begins with a head in YAML between two lines `---` is about what the head names under `about`: a concept, theme,
dimension, stage, document or source. Any other memo is about the study. (A note on one coding stands in the coding itself.)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from gioia.plaintext.files import read_text
from gioia.plaintext.tree import parse_tree
from gioia.sources.documents import portable
from gioia.sources.seals import marked
from gioia.study.record import Study

FOLDER = "memos"
_HEAD = re.compile(r"---[ \t]*\r?\n(.*?)^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
_MOST_LETTERS = 60
_MOST_BYTES = 200


class Memo(Struct, frozen=True):
    """A memo: its file from the study's folder, what it is about (empty: the study), and its text without the head."""

    path: str
    about: str
    text: str


def head(text: str) -> re.Match[str] | None:
    """Return the match of a memo's head, whose first group is its YAML; None where it has none."""
    return _HEAD.match(text)


def memo_of(path: str, text: str) -> Memo:
    """Return the memo that a file's text holds."""
    found = head(text)
    if found is None:
        return Memo(path, "", text)
    return Memo(path, parse_tree(found[1], path)[0].string("about"), text[found.end() :].lstrip("\r\n"))


def read_memos(study: Study) -> list[Memo]:
    """Return the memos of a study in the order of their files; one that cannot be read is left out, as check has told."""
    texts = ((path, read_text(study.root / path)) for path in study.memos)
    return [memo_of(path, marked(text, study.language)) for path, (text, findings) in texts if not findings]


def memos_about(memos: Iterable[Memo], name: str) -> list[Memo]:
    """Return the memos that are about a name."""
    return [memo for memo in memos if memo.about == name]


def memo_path(root: Path, name: str) -> Path:
    """Return the file that the program gives to memos about a name; another name's file of that name is its own matter."""
    return root / FOLDER / f"{portable(name, _MOST_LETTERS, _MOST_BYTES) or 'memo'}.md"
