"""The text layer: signs that only a font of its own can show, captions in the middle of sentences, letters that look misread.

They are reported where they stand and never mended: what a reader of the file sees may be right where its letters are wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.manuscript import Manuscript, Remark, remark
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.findings import counted

_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]+")
_LOST = re.compile("\ufffd+")
_MIXED = re.compile(
    r"(?<![A-Za-z])[A-Za-z]++[\u0370-\u03ff\u0400-\u04ff]++[A-Za-z]*"
    r"|(?<![\u0370-\u03ff\u0400-\u04ff])[\u0370-\u03ff\u0400-\u04ff]++[A-Za-z]+"
)
_DIGITS = re.compile(
    r"(?<![A-Za-z0-9])(?:\d+[OolI]+\d*|[OolI]+\d{2,})(?=年|月|日|%|％|篇|条|字|个|家|人|万|元|\s*(?:years?|words|people|percent|interviews)\b|[,.，。]?\d)"
)
_GLUED = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}?etal(?![a-z])")
_BEGINS = re.compile(r"(?<![A-Za-z’'-])[B-DF-HJ-NP-TV-XZ][b-df-hj-np-tv-xz]{2,}[a-z]+")
_CLUSTERS = (
    "Sch",
    "Chr",
    "Thr",
    "Str",
    "Scr",
    "Spr",
    "Spl",
    "Shr",
    "Phr",
    "Sph",
    "Mcl",
    "Pfl",
    "Hr",
    "Kn",
    "Zw",
    "Szcz",
    "Prz",
    "Krz",
    "Brz",
    "Wr",
    "Schw",
    "Schm",
    "Schn",
    "Ngh",
    "Nkr",
    "Mb",
    "Ghr",
)
_INLINE = re.compile(
    r"[a-z,;] (?P<caption>(?:Figure|Table|Fig\.) \d{1,2}[.:] [A-Z][^.]{4,120}\.?) (?=[a-z])"
    r"|[\u4e00-\u9fff，、](?P<han>[图表]\s?\d{1,2}[ \u3000]?[\u4e00-\u9fff]{4,30}) ?(?=[\u4e00-\u9fff])"
)
_SPACE_BEHIND = re.compile(r"[图表]\s?\d{1,2}[ \u3000]")
_SPACED = re.compile(r"(?<![A-Za-z])(?:[A-Za-z] ){4,}[A-Za-z](?![A-Za-z])")
_CONFUSED = re.compile(
    "己经|巳经|自已|自巳|白己|知已|末来|末能|末曾|末必|今曰|生曰|节曰|曰期|曰常|亳无|侯选|戌立|仑业|凤险|入们|入员|入才"
)
"""Words that nobody writes, of characters that look like those of common words."""
_MISTAKEN = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"), ("li", "h"), ("tlie", "the"), ("0", "o"), ("1", "l"))
_LATIN = re.compile(r"[A-Za-z01]{4,}")
_COMMON = 0.995
_SEEN_ONCE = 2
_SHOWN = 3
_YEAR_NEAR = re.compile(r".{0,12}?[（(，,]\s*(?:19|20)\d\d")


def remarks(found: Sequence[Paragraph], manuscript: Manuscript) -> Iterator[Remark]:
    """Yield what is doubtful about the letters of the manuscript."""
    yield from _each(_PRIVATE, "text-private-use", manuscript, "private-use character")
    yield from _each(_LOST, "text-recognition", manuscript, "undecoded character")
    yield from _captions(manuscript)
    yield from _inline_captions(found, manuscript)
    yield from _misread(found, manuscript)
    yield from _mistaken(found)
    yield from _rare(found, manuscript)


def _each(pattern: re.Pattern[str], kind: str, manuscript: Manuscript, noun: str) -> Iterator[Remark]:
    for match in pattern.finditer(manuscript.text):
        shown = " ".join(f"U+{ord(char):04X}" for char in match[0])
        line = manuscript.text.rfind("\n", 0, match.start()) + 1
        end = manuscript.text.find("\n", match.end())
        around = manuscript.text[
            max(line, match.start() - 12) : min(len(manuscript.text) if end < 0 else end, match.end() + 12)
        ]
        said = _PRIVATE.sub("□", around).strip()
        message = f"found {counted(len(match[0]), noun)}: {shown}"
        yield remark(kind, match.span(), said, message, difference=shown, subject=shown)


def _captions(manuscript: Manuscript) -> Iterator[Remark]:
    """Yield the captions before which a sentence breaks off that goes on behind them."""
    if manuscript.pages:
        return  # the order of the text is our reader's, which reads figures where they stand on the page
    parts = [part for part in manuscript.parts if manuscript.text[part.start : part.stop].strip()]
    behind = 0
    for number, part in enumerate(parts):
        if part.kind != "caption" or not number:
            continue
        behind = max(behind, number + 1)
        while behind < len(parts) and parts[behind].kind in {"table", "caption", "note"}:
            behind += 1
        if behind == len(parts) or parts[number - 1].kind != "prose" or parts[behind].kind != "prose":
            continue
        above = manuscript.text[parts[number - 1].start : parts[number - 1].stop].rstrip()
        below = manuscript.text[parts[behind].start : parts[behind].stop].lstrip()
        open_end = above[-1].isalnum() or above[-1] in "，、,—–-“‘（("
        goes_on = below[:1].islower() or "\u3400" <= below[:1] <= "\u9fff" or below[:1] in "，。、；）”"
        if open_end and goes_on:
            words = manuscript.text[part.start : part.stop].strip()
            message = f"the caption stands within a sentence, between “…{above[-8:]}” and “{below[:8]}…”"
            yield remark("text-caption-in-sentence", (part.start, part.start + len(words)), words, message)


def _inline_captions(found: Sequence[Paragraph], manuscript: Manuscript) -> Iterator[Remark]:
    """Yield the captions that stand within a paragraph, between two halves of a sentence.

    A Chinese one has a space behind its number, which a mere mention of the figure has not; paragraphs are read without it.
    """
    for paragraph in found:
        for match in _INLINE.finditer(paragraph.text) if paragraph.kind == "prose" else ():
            group = "caption" if match["caption"] else "han"
            first, last = paragraph.span(*match.span(group))
            if group == "han" and not _SPACE_BEHIND.match(manuscript.text, first, last):
                continue
            message = "the caption stands within a sentence"
            yield remark("text-caption-in-sentence", (first, last), match[group], message)


def _misread(found: Sequence[Paragraph], manuscript: Manuscript) -> Iterator[Remark]:
    """Yield letters of two scripts in one word, letters in numbers, and words that lost their spaces or letters."""
    glued: list[tuple[Paragraph, re.Match[str]]] = []
    for paragraph in found:
        for pattern, message in (
            (_MIXED, "letters of two scripts in one word"),
            (_CONFUSED, "characters that look like those of another word"),
            (_DIGITS, "a letter in a number"),
            (_SPACED, "a word whose letters are apart"),
        ):
            for match in pattern.finditer(paragraph.text):
                yield remark("text-recognition", paragraph.span(*match.span()), match[0], message)
        for match in _BEGINS.finditer(paragraph.text):
            first, last = paragraph.span(*match.span())
            if not match[0].startswith(_CLUSTERS) and not _PRIVATE.search(manuscript.text[first:last]):
                message = "no Latin word begins so: a letter with an accent may be lost"
                yield remark("text-recognition", (first, last), match[0], message)
        glued += [(paragraph, match) for match in _GLUED.finditer(paragraph.text)]
    if glued:
        paragraph, match = glued[0]
        shown = ", ".join(dict.fromkeys(one[0] for _, one in glued[:_SHOWN]))
        message = f"words run together at {len(glued)} places: {shown}"
        yield remark("text-recognition", paragraph.span(*match.span()), match[0], message)


def _mistaken(found: Sequence[Paragraph]) -> Iterator[Remark]:
    """Yield the words that stand once, and that another word of the paper looks like: rnorning, rnodel."""
    counts: Counter[str] = Counter()
    for paragraph in found:
        counts.update(word.lower() for word in _LATIN.findall(paragraph.text))
    for paragraph in found:
        for match in _LATIN.finditer(paragraph.text):
            word = match[0].lower()
            if counts[word] > 1 or word.isdigit():
                continue
            meant = [word.replace(wrong, right, 1) for wrong, right in _MISTAKEN if wrong in word]
            seen = [
                other for other in meant if other != word and (counts[other] or (word[:2] == "rn" and other[:1] == "m"))
            ]
            if seen:
                yield remark(
                    "text-recognition", paragraph.span(*match.span()), match[0], f"this looks like {seen[0]!r}, misread"
                )


def _rare(found: Sequence[Paragraph], manuscript: Manuscript) -> Iterator[Remark]:
    """Yield the ideographs that simplified Chinese hardly uses, in a text that otherwise has none, outside names and references."""
    if manuscript.language != "zh":
        return
    counts: dict[str, int] = {}
    total = 0
    for char in manuscript.text:
        if "\u3400" <= char <= "\u9fff":
            total += 1
            if not _is_simplified(char):
                counts[char] = counts.get(char, 0) + 1
    if not total or 1 - sum(counts.values()) / total < _COMMON:
        return
    for paragraph in found:
        if paragraph.kind in {"references", "title", "note"} or paragraph.zone in {"literature", "back"}:
            continue
        for at, char in enumerate(paragraph.text):
            if 0 < counts.get(char, 0) <= _SEEN_ONCE and not _is_cited(paragraph.text, at):
                around = paragraph.text[max(0, at - 6) : at + 7]
                message = f"{char} (U+{ord(char):04X}) is rare in simplified Chinese and may be misread"
                yield remark("text-recognition", paragraph.span(at, at + 1), around, message, subject=char)


def _is_simplified(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return unicodedata.category(char) != "Lo"
    return True


def _is_cited(text: str, at: int) -> bool:
    """Tell whether a year in brackets follows: the character is of an author's name."""
    return _YEAR_NEAR.match(text, at) is not None
