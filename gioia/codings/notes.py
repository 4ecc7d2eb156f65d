"""What is written beside a passage in an office file: the concept, and what else a coding says of it.

A note is a few lines that a person can read and write: the concept first, then `stage: …`, `source: …`, `role: …` and, last,
`memo: …`, in English or Chinese. Several concepts stand on several lines or are parted by a semicolon. Concepts are known by
their names whatever the width, the spaces or a colon behind them. On the first line a word or phrase that the codebook does
not have is a new concept; a sentence, and whatever else stands on a further line, is a memo: nothing that was written is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from gioia.codings.coding import Coding
from gioia.sources.normal import folded

_LABELS = {
    "stage": ("stage", "阶段"),
    "cited": ("source", "来源", "cited"),
    "role": ("role", "作用"),
    "memo": ("memo", "备忘", "备忘录", "备注"),
}
"""Each field with the words by which it is known: the English one and the Chinese one that are written, then others."""
_LABEL = re.compile(r"\s*([^\s:：]{1,8})\s*[:：]\s*(.*)", re.DOTALL)
_KEYS = {word: key for key, words in _LABELS.items() for word in words}
_PARTING = re.compile("[;；]")
_LINE_END = re.compile("\r\n?|\n")
_BAR = re.compile(r"\s*[|｜]\s*")
_RETURN = "⏎"
"""Stands for a line break where a note has to stand on one line."""
_SENTENCE = re.compile(r"[。！？!?…，,]|\.(\s|\Z)")
_LONGEST = 40
"""A name of a concept that is new has at most so many code points."""


class Note(Struct, frozen=True):
    """What a note says; `role` is as it was written, which may be none that there is."""

    concepts: tuple[str, ...] = ()
    stage: str = ""
    cited: str = ""
    role: str = ""
    memo: str = ""


class Names:
    """The names of a codebook's concepts, found in spite of width, spaces, case and a colon behind."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact = set(names)
        self._alike: dict[str, str] = {}
        for name in sorted(self._exact, reverse=True):
            # Of two names that are alike neither is meant by a third spelling.
            self._alike[_bare(name)] = "" if _bare(name) in self._alike else name

    def meant(self, words: str) -> str:
        """Return the concept that the words name, or ""."""
        return words if words in self._exact else self._alike.get(_bare(words), "")


def note_of(coding: Coding, language: str) -> str:
    """Return the note of a coding, a line a part, with the labels of the study's language (zh or en)."""
    said = [(key, getattr(coding, key)) for key in _LABELS]
    return "\n".join([coding.concept, *(_labelled(key, value, language) for key, value in said if value)])


def one_line(note: str) -> str:
    """Return a note on one line: its parts between bars, as in a cell that holds several."""
    first, *others = _LINE_END.split(note)
    parts = [first]
    for line in others:
        if _labelled_as(line) or len(parts) == 1:
            parts.append(line)
        else:
            parts[-1] += _RETURN + line
    return " | ".join(parts)


def parts_of(line: str) -> str:
    """Return the note that `one_line` was given."""
    return _BAR.sub("\n", line).replace(_RETURN, "\n")


def read_note(text: str, names: Names) -> Note:
    """Return what a note says."""
    found: list[str] = []
    said: dict[str, str] = {}
    memo: list[str] = []
    in_memo = False
    for number, line in enumerate(filter(str.strip, text.split("\n"))):
        whole, label = names.meant(line.strip()), _labelled_as(line)
        if in_memo:
            memo.append(line)
        elif whole:
            found.append(whole)
        elif label and label[0] == "memo":
            in_memo = True
            memo.append(label[1])
        elif label:
            said[label[0]] = label[1].strip()
        else:
            new, rest = _concepts(line, names, may_be_new=number == 0)
            found += new
            memo += rest
    return Note(tuple(dict.fromkeys(found)), memo="\n".join(memo).strip(), **said)


def same_words(one: str, other: str) -> bool:
    """Tell whether two notes are the same but for white space and for characters that a file cannot hold."""
    return _visible(one) == _visible(other)


def _concepts(line: str, names: Names, *, may_be_new: bool) -> tuple[list[str], list[str]]:
    """Return the concepts of a line, and what of it is none."""
    found: list[str] = []
    rest: list[str] = []
    for part in filter(None, map(str.strip, _PARTING.split(line))):
        name = names.meant(part) or (part.rstrip(":：").strip() if may_be_new and _may_be_name(part) else "")
        (found if name else rest).append(name or part)
    return found, rest


def _may_be_name(words: str) -> bool:
    return len(words) <= _LONGEST and not _SENTENCE.search(words) and any(char.isalnum() for char in words)


def _labelled(key: str, value: str, language: str) -> str:
    english, chinese = _LABELS[key][:2]
    return f"{chinese}：{value}" if language == "zh" else f"{english}: {value}"


def _labelled_as(line: str) -> tuple[str, str] | None:
    match = _LABEL.fullmatch(line)
    key = _KEYS.get(match[1].casefold(), "") if match else ""
    return (key, match[2]) if match and key else None


def _bare(words: str) -> str:
    return folded(words.strip().rstrip(":：").strip())


def _visible(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and not char.isspace() and char != "\ufffd")
