"""What may be the label of a turn: a name, a time or both, in the forms that transcripts write before or above the words.

Each form is a pattern that a line is held against, or two lines; a line may have several. Whether a name is a speaker's is
decided in `turns`, by the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from msgspec import Struct

from gioia.sources.speakers import GAP as _GAP
from gioia.sources.speakers import TIME, is_prose, named


class Label(Struct, frozen=True):
    """The label of a turn: `start` is where it begins, `said` where the words after it do, in code points of the text.

    `speaker` and `time` are as the transcript writes them, without brackets; one of the two may be empty.
    """

    start: int
    said: int
    speaker: str
    time: str


class Candidate(Struct, frozen=True):
    """What may be a label, the form that it has, and whether the words begin on its own line."""

    label: Label
    form: str
    same_line: bool


_LEAD = rf"{_GAP}*(?:#{{1,6}}{_GAP}+)?(?:[-•>]{_GAP}+)?(?:\d{{1,4}}(?:[.、)]{_GAP}*|{_GAP}+))?(?P<marks>[*_]{{0,3}})"
_OPEN, _CLOSE = r"[(（\[【<〈]", r"[)）\]】>〉]"
_UNTIL = rf"(?:{_GAP}*(?:-->|[-–—~～至→]){_GAP}*{TIME})?"
_BOXED = rf"{_OPEN}{_GAP}*(?P<boxed>{TIME}){_UNTIL}{_GAP}*{_CLOSE}"
_STAMP = rf"(?:{_GAP}*{_BOXED}|{_GAP}+(?P<bare>{TIME}){_UNTIL})"
_FIRST = rf"(?:{_BOXED}|(?P<bare>{TIME}){_UNTIL})"
_NAME = r"(?P<name>[^\n:：\t]{1,70}?)"
_COLON = rf"{_GAP}*[*_]*[:：](?!//)[*_]*"
_END = rf"{_GAP}*[*_]*{_GAP}*$"
_IN_BRACKETS = r"[\[【<〈][^\n\[\]【】<>〈〉]{1,30}[\]】>〉]"
_TIMED_FORMS = (
    ("time from name:", rf"{_FIRST}\s+(?P<name>(?:From|来自)\s[^\n:：]{{1,60}}?){_COLON}"),
    ("time name:", rf"{_FIRST}{_GAP}*[-–—]?{_GAP}*{_NAME}{_COLON}"),
    ("time [name]", rf"{_FIRST}{_GAP}*(?P<name>{_IN_BRACKETS})(?!\()"),
    ("time tab name tab", rf"{_FIRST}\t+(?P<name>[^\n\t]{{1,30}})\t+(?=\S)"),
    ("name (time):", rf"{_NAME}{_GAP}*{_BOXED}{_COLON}"),
    ("name time:", rf"{_NAME}{_STAMP}{_COLON}"),
    ("name time", rf"{_NAME}{_STAMP}{_END}"),
    ("time name", rf"{_FIRST}{_GAP}+{_NAME}{_END}"),
    ("name time words", rf"{_NAME}{_STAMP}{_GAP}+(?=\S)"),
    ("name: time", rf"{_NAME}{_COLON}{_GAP}*{_BOXED}"),
)
_UNTIMED_FORMS = (
    ("name:", rf"{_NAME}{_COLON}(?!\d\d(?!\d))"),
    ("[name]", rf"(?P<name>{_IN_BRACKETS})(?!\()"),
    ("name tab", r"(?P<name>[^\n\t]{1,30})\t+(?=[^\t\d\s][^\t]*$)"),
    ("letter.", rf"(?P<name>[QAIR])\.{_GAP}+(?=\S)"),
    ("role -", rf"{_NAME}{_GAP}+[-–—]+{_GAP}+(?=\S)"),
)
_TIME_ALONE = (("time", rf"(?:{_BOXED}|(?P<bare>{TIME}){_UNTIL}{_END})"),)
_WITH_TIME = [(form, re.compile(_LEAD + pattern)) for form, pattern in (*_TIMED_FORMS, *_UNTIMED_FORMS, *_TIME_ALONE)]
_WITHOUT_TIME = [(form, re.compile(_LEAD + pattern)) for form, pattern in _UNTIMED_FORMS]
_WITH_COLON = [(form, pattern) for form, pattern in _WITHOUT_TIME if form in {"name:", "letter."}]
_WITHOUT_COLON = [(form, pattern) for form, pattern in _WITHOUT_TIME if form == "letter."]
_SIGN = re.compile(r"[\[【<〈\t–—-]")
"""What a line has that is of another form without a time; most have none, and one look saves the others."""
_ALONE = re.compile(_LEAD + rf"(?P<name>[^\s:：][^\n:：\t]{{0,29}}?){_END}")
_NAME_COLON = re.compile(_LEAD + _NAME + _COLON)
_TIME_LINE = re.compile(rf"{_GAP}*{_FIRST}{_GAP}*$")
TIMED = frozenset({form for form, _ in _TIMED_FORMS} | {"time, name", "name, time", "time, name:"})
SURE = frozenset({"time from name:", "name (time):", "name time:", "name time", "name: time", "time, name:"})
"""The forms that next to nothing else has than labels."""
PLAIN = frozenset({"time from name:", "name (time):"})
"""The forms that are labels wherever two of them stand."""
IN_COLUMNS = frozenset({"[name]", "name tab"})
"""The forms in which a table or a title may have a name once."""
LOOSE = frozenset({"name alone", "role -"})
"""The forms that much else has too: in them only a role is a label, or a name that comes back beside roles."""
_TIME_BEGINS = re.compile(r"\d(?:[:：]\d|\s?分|['′’]\d| (?:second|minute)s?\b)")
_LAST_TIME = 70
"""The last place of a line at which the time of a label may begin."""
_OTHER = r"[^\n:：\t（(\[\]【】<>〈〉–—\-\"FfQAIR来\d]*+"
_PROSE = rf"(?=[^\n，。！？；…]*+[，。！？；…]){_OTHER}(?:(?:来(?!自)|\d(?!\s?分|['′’]\d| (?:second|minute))){_OTHER})*+(?:\n|\Z)"
"""A line with a sign of sentences (see `is_prose`) and none of any form of label, not even of a name alone."""
_HEAD = r"[^\n:：\t\]】>〉]{0,70}+"
_LOOKED_AT = (
    rf"(?:{_HEAD}[:：\t\]】>〉]|(?={_HEAD}(?:\n|\Z))(?!{_PROSE})|[^\S\n]*+[QAIR]\.\s|[^\n]{{1,20}}[^\S\n][-–—]+[^\S\n]"
    r"|(?:[^\n\d]{0,40}+\d++){1,3}(?: (?:minute|second)s?\b|\s?分\s?\d|['′’]\d))[^\n]*"
)
# Begins with a line feed, to which the regex engine leaps: most lines of prose are not looked at one by one.
_LINE = re.compile(rf"\n{_LOOKED_AT}")
_FIRST_LINE = re.compile(_LOOKED_AT)
_SHORT = 60
_MOST_LOOKED_AT = 160


class _Line(Struct, frozen=True):
    """A line with words, `text` as far as a label may reach; `end` is where the whole line ends."""

    start: int
    end: int
    text: str


def possible_labels(text: str) -> Iterator[Candidate]:
    """Yield line by line what may be its label, in every form that it has."""
    before: _Line | None = None
    for line in _lines(text):
        if before is not None and before.end - before.start <= _SHORT and text[before.end : line.start].isspace():
            yield from _on_two(before, line)
        yield from _on_one(line)
        before = line


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines with words that are short, or have near their beginning what a label may have."""
    first = _FIRST_LINE.match(text)
    for match in chain([first] if first else [], _LINE.finditer(text, first.end() if first else 0)):
        start, end = match.start() + (match is not first), match.end()
        head = text[start : min(end, start + _MOST_LOOKED_AT)]
        if head and not head.isspace():
            yield _Line(start, end, head)


def _on_one(line: _Line) -> Iterator[Candidate]:
    text = line.text
    time_begins = _TIME_BEGINS.search(text)
    if time_begins and time_begins.start() <= _LAST_TIME:
        forms = _WITH_TIME
    else:
        few = _WITH_COLON if ":" in text or "：" in text else _WITHOUT_COLON
        forms = _WITHOUT_TIME if _SIGN.search(text) else few
    found = [(form, match) for form, pattern in forms if (match := pattern.match(text))]
    if line.end - line.start <= _SHORT and not is_prose(text) and (match := _ALONE.match(text)):
        found.append(("bold alone" if match["marks"] else "name alone", match))
    for form, match in found:
        parts = match.groupdict()
        time = parts.get("boxed") or parts.get("bare") or ""
        yield from _candidate(form, line, line.start + match.end(), parts.get("name"), time)


def _on_two(first: _Line, second: _Line) -> Iterator[Candidate]:
    """Yield labels of two lines: a time above a name, or a name above a time, and the words below or behind them."""
    are_together = first.end + 1 == second.start
    if above := _TIME_LINE.match(first.text):
        forms = (("time, name:", _NAME_COLON), *([("time, name", _ALONE)] if are_together else []))
        for form, pattern in forms:
            if match := pattern.match(second.text):
                time = above["boxed"] or above["bare"]
                both = _Line(first.start, second.end, first.text)
                yield from _candidate(form, both, second.start + match.end(), match["name"], time)
    elif are_together and (below := _TIME_LINE.match(second.text)) and (name := _ALONE.match(first.text)):
        yield from _candidate("name, time", first, second.end, name["name"], below["boxed"] or below["bare"])


def _candidate(form: str, line: _Line, said: int, name: str | None, time: str) -> Iterator[Candidate]:
    """Yield the candidate whose label begins on the line, nothing where its name can be none."""
    speaker = named(name) if name is not None else ""
    if speaker or name is None:
        start = line.start + len(line.text) - len(line.text.lstrip())
        yield Candidate(Label(start, said, speaker, " ".join(time.split())), form, said < line.end)
