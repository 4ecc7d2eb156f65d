"""The catalog: pairs of lines in the files of `zh`, English above Chinese, read when the first message is to be Chinese.

`words.txt` holds nouns and other parts, `counted.txt` the nouns that numbers stand before; the other files are named by the part
of the package that a message was first worded in, so that whoever words one knows where its Chinese goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import starmap
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("zh")
COUNTED = "counted.txt"
_PLACEHOLDER = re.compile(r"\{(\d)\}")
WORDS = "words.txt"
QUOTED = re.compile(
    r"(?<![^\s(\[:,=“])'[^'\n]*'(?![^\s.,;:)\]?”])|(?<![^\s(\[:,=“])\"[^\"\n]*\"(?![^\s.,;:)\]?”])|“[^”]*”"
)
"""What stands in quotation marks, as Python or a typesetter sets them."""


class Template(NamedTuple):
    """A message that has something to fill in.

    `literals` are the English parts around what varies, one more than there are values; `in_command` tells of each value whether
    it stands in a command that can be copied; `first` is the first word where it is literal; `weight` counts literal characters.
    """

    literals: tuple[str, ...]
    chinese: str
    in_command: tuple[bool, ...]
    first: str
    weight: int


@cache
def whole() -> dict[str, str]:
    """Return English → Chinese of the messages and words that nothing varies in."""
    return {english: chinese for english, chinese in _messages().items() if "{}" not in english}


@cache
def counted() -> dict[str, str]:
    """Return English noun in the singular → its Chinese form with {0} for the number."""
    return dict(pairs(COUNTED))


@cache
def templates() -> Sequence[Template]:
    """Return the messages that something varies in, those with the most literal characters first."""
    found = [_template(english, chinese) for english, chinese in _messages().items() if "{}" in english]
    return sorted(found, key=lambda each: -each.weight)


def pairs(name: str) -> Iterator[tuple[str, str]]:
    r"""Yield the English and the Chinese of each entry of a file; \n in it is a line end."""
    for entry in (FOLDER / name).read_text(encoding="utf-8").strip().split("\n\n"):
        english, _, chinese = entry.strip("\n").partition("\n")
        yield english.replace("\\n", "\n"), chinese.replace("\\n", "\n")


@cache
def _messages() -> dict[str, str]:
    names = sorted(path.name for path in FOLDER.glob("*.txt") if path.name != COUNTED)
    worded = {english: chinese for name in names for english, chinese in pairs(name)}
    return dict(filter(None, starmap(_placeless, worded.items()))) | worded


def _placeless(english: str, chinese: str) -> tuple[str, str] | None:
    """Return a message without the name of the file in front: a finding about the file is told beside its place."""
    if not english.startswith("{}: ") or not chinese.startswith("{0}：") or "{0}" in chinese[4:]:
        return None
    return english[4:], _PLACEHOLDER.sub(lambda found: f"{{{int(found[1]) - 1}}}", chinese[4:])


def masked_text(text: str) -> str:
    """Return the text with what stands in quotation marks made unreadable, at the same places."""
    if not any(mark in text for mark in "'\"“"):
        return text
    return QUOTED.sub(_mask, text)


def _mask(found: re.Match[str]) -> str:
    quoted = found[0]
    return quoted if "{}" in quoted else f"{quoted[0]}{'�' * (len(quoted) - 2)}{quoted[-1]}"


def _template(english: str, chinese: str) -> Template:
    literals = tuple(masked_text(english).split("{}"))
    word, blank, _ = literals[0].partition(" ")
    before = ""
    in_command = []
    for literal in literals[:-1]:
        # A command ends where the sentence goes on.
        before = (before + literal).rpartition("; ")[2]
        in_command.append("gioia " in before or "--" in before)
    return Template(literals, chinese, tuple(in_command), word if blank else "", sum(map(len, literals)))
