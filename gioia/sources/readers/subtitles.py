"""Subtitles, SRT and WebVTT, as meeting software writes them: cues → speaker turns.

A turn is one line, `Name (00:00:12): text`, with the time at which it begins; consecutive cues of one speaker are one
turn. The speaker is the voice tag `<v Name>`, or a name and a colon before the words where most cues have one or the same
name comes back. Cues without any speaker stay one line each. Tags are dropped, entities decoded, and nothing that was
said is lost: captions that roll stand once (`rolling`), words that stand outside the cues go with the cue before them.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from gioia.findings import counted
from gioia.sources.readers import Options, Reading, Remark
from gioia.sources.readers.encodings import decoded
from gioia.sources.readers.plain import with_line_feeds
from gioia.sources.readers.rolling import repetitions
from gioia.sources.speakers import is_field, named

NAME = "subtitles 2"

_TIMING = re.compile(
    r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}(?:\s.*)?"
)
_ASIDE = re.compile(r"(NOTE|STYLE|REGION)(\s|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+([^<>]*)>")
_TAG = re.compile(r"</[a-zA-Z][^<>]*>|<(?!v[.\s])(?:[a-zA-Z][^<>]*|\d[\d:.]*)>|\{\\[a-zA-Z][^{}]*\}")
_LABEL = re.compile(r"([^\s:：，。！？,.!?][^:：，。！？,!?\n]{0,29}?)\s*[:：](?!//)\s*(?=\S)")
_CHANGE = re.compile(r">{2,3}\s*(?=[^\s>])")
"""How captions mark that somebody else speaks; before a name it is no part of it."""
_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")


class _Said(Struct, frozen=True):
    """Words of one cue, or of one voice in it; the speaker is empty where none is named."""

    time: str
    speaker: str
    text: str


def read(raw: bytes, name: str, options: Options) -> list[Reading]:
    """Return the turns as one document. Raises GioiaError where the bytes are not text."""
    found = decoded(raw, name, options.encoding)
    cues, stray = _cues(with_line_feeds(found.text).split("\n"))
    heard = [words for time, lines in cues for words in _voices(time, lines)]
    once = _unrolled(heard)
    said = _with_labels([_without_mark(words) for words in once])
    remarks = list(found.remarks)
    if once != heard:
        message = "the captions roll, each one repeating the line before it; what was repeated stands once"
        remarks.append(Remark(message, "compare the beginning with the recording", "info"))
    if stray:
        message = f"outside the subtitles' cues: {counted(stray, 'line')}, at the beginning maybe broken time lines"
        remarks.append(Remark(message, "compare with the original; they were kept with the cue before them"))
    return [
        Reading(_turns(said, flowing=once != heard), NAME, found.encoding, found.confidence, remarks=tuple(remarks))
    ]


def _cues(lines: list[str]) -> tuple[list[tuple[str, list[str]]], int]:
    """Return the time and the lines of each cue, and how many lines outside cues were put to the cue before them."""
    cues: list[tuple[str, list[str]]] = []
    stray = 0
    between, aside = True, False
    for number, line in enumerate(lines):
        timing = _TIMING.fullmatch(line)
        if timing:
            hours, minutes, seconds = (int(part or 0) for part in timing.groups())
            cues.append((f"{hours:02}:{minutes:02}:{seconds:02}", []))
            between = aside = False
        elif line and not line.strip() and cues and not cues[-1][1] and not between:
            continue
        elif not line.strip():
            between, aside = True, False
        elif aside or not cues or (between and _ASIDE.match(line)):
            aside = True
        elif between and number + 1 < len(lines) and _TIMING.fullmatch(lines[number + 1]):
            continue
        else:
            stray += between
            cues[-1][1].append(line)
    return cues, stray


def _voices(time: str, lines: list[str]) -> list[_Said]:
    text = _joined(_TAG.sub("", line).strip() for line in lines)
    parts = _VOICE.split(text)
    said = [_Said(time, "", _plain(parts[0]))]
    said += [_Said(time, _plain(parts[i]), _plain(parts[i + 1])) for i in range(1, len(parts), 2)]
    return [words for words in said if words.text]


def _unrolled(said: list[_Said]) -> list[_Said]:
    """Return the words without those with which a cue repeats the one before; one that only lengthens it is one with it."""
    found: list[_Said] = []
    for words, repeated, before in zip(said, repetitions([words.text for words in said]), ["", *said], strict=False):
        is_longer = isinstance(before, _Said) and 0 < repeated == len(before.text) < len(words.text)
        if is_longer and found and found[-1].text == words.text[:repeated]:
            found[-1] = _Said(found[-1].time, found[-1].speaker or words.speaker, words.text)
        elif text := words.text[repeated:].strip():
            found.append(_Said(words.time, words.speaker, text))
    return found


def _without_mark(words: _Said) -> _Said:
    mark = _CHANGE.match(words.text)
    label = _LABEL.match(words.text, mark.end()) if mark else None
    return (
        _Said(words.time, words.speaker, words.text[mark.end() :]) if mark and label and _may_speak(label[1]) else words
    )


def _plain(text: str) -> str:
    return re.sub(r"[\r\n]+", " ", html.unescape(text)).strip()


def _with_labels(said: list[_Said]) -> list[_Said]:
    """Return the words with the names before a colon taken as speakers, where they are names."""
    labels = [_LABEL.match(words.text) if not words.speaker else None for words in said]
    labels = [label if label and _may_speak(label.group(1)) else None for label in labels]
    counts = Counter(label.group(1) for label in labels if label)
    most = 2 * sum(counts.values()) >= len(said)
    return [
        _Said(words.time, label.group(1), words.text[label.end() :])
        if label and counts[label.group(1)] > (0 if most else 1)
        else words
        for words, label in zip(said, labels, strict=True)
    ]


def _may_speak(label: str) -> bool:
    name = named(label)
    return bool(name) and not is_field(name)


def _turns(said: list[_Said], *, flowing: bool = False) -> str:
    """Return the turns as lines; in captions that flow from cue to cue, words without a speaker go on with the turn."""
    turns: list[tuple[_Said, list[str]]] = []
    for words in said:
        speaker = turns[-1][0].speaker if turns else ""
        goes_on = flowing and not words.speaker and not _CHANGE.match(words.text)
        if speaker and (words.speaker == speaker or goes_on):
            turns[-1][1].append(words.text)
        else:
            turns.append((words, [words.text]))
    return "".join(
        f"{first.speaker} ({first.time}): {_joined(texts)}\n" if first.speaker else f"({first.time}) {texts[0]}\n"
        for first, texts in turns
    )


def _joined(parts: Iterable[str]) -> str:
    """Join lines of one speech: with a space, but without one between Chinese or Japanese characters."""
    pieces: list[str] = []
    for part in filter(None, parts):
        if pieces and not (_WIDE.match(pieces[-1][-1]) and _WIDE.match(part)):
            pieces.append(" ")
        pieces.append(part)
    return "".join(pieces)
