"""Second readings of the pages of a PDF whose text layer looks broken.

Each such page is read in other ways: with letters that stand apart joined by their gaps, with bytes of a Chinese font taken
for Chinese, and by a second engine (`pdf_poppler`). The same judgement that found the page doubtful weighs the readings: one
replaces the first only where it has fewer faults, and as many letters. Every page that was read otherwise is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct, structs

from gioia.sources.readers import Remark, pdf_poppler
from gioia.sources.readers.garbling import doubts
from gioia.sources.readers.pdf_judgement import Badness, badness, named
from gioia.sources.readers.pdf_layout import rows
from gioia.sources.readers.pdf_words import HYPHEN, Page, Word

_KEPT = 0.95
"""The share of the first reading's letters and lines that a second one must have."""
_LETTER = 2
"""A word of at most so many characters counts as a letter that stands apart: a ligature is two."""
_MOST = 0.5
_WIDER = 1.6
_MISSING = Remark(
    "a second engine could not be tried, as poppler is not installed",
    "install poppler (poppler-utils on Debian, poppler from Homebrew on a Mac, from conda on Windows), whose pdftotext "
    "reads some such pages, and bring the file in again with gioia update",
)


class Mended(Struct, frozen=True):
    """The pages, each in its best reading, the remarks on those that were read otherwise, and the engines that did it."""

    pages: tuple[Page, ...]
    remarks: tuple[Remark, ...] = ()
    engines: tuple[str, ...] = ()


def mended(raw: bytes, pages: Sequence[Page], text_of: Callable[[Page], str]) -> Mended:
    """Return the pages of a PDF with the doubtful ones in the reading that the judgement finds best.

    `text_of` lays a page out. Where nothing is doubtful nothing is read again.
    """
    firsts = {number: badness(page, text_of(page)) for number, page in enumerate(pages, 1)}
    doubtful = [number for number, found in firsts.items() if found.faults]
    if not doubtful:
        return Mended(tuple(pages))
    best = {number: (firsts[number], pages[number - 1], "") for number in doubtful}
    engine = pdf_poppler.version()
    others = pdf_poppler.words(raw, doubtful) if engine else {}
    for number in doubtful:
        for way, page in _readings(pages[number - 1], others.get(number, ()), engine):
            found = badness(page, text_of(page))
            if found.rank < best[number][0].rank and _is_whole(page, pages[number - 1], found, firsts[number]):
                best[number] = (found, page, way)
    chosen = tuple(best[number][1] if number in best else page for number, page in enumerate(pages, 1))
    ways = {number: way for number, (_, _, way) in best.items() if way}
    remarks = list(_remarks(ways))
    unmended = [number for number in doubtful if best[number][0].faults]
    if unmended and not engine:
        remarks.append(Remark(f"{named(unmended)}: {_MISSING.message}", _MISSING.remedy))
    return Mended(chosen, tuple(remarks), (engine,) if engine and any(engine in way for way in ways.values()) else ())


def _is_whole(page: Page, first: Page, found: Badness, before: Badness) -> bool:
    """Tell whether a reading has the letters of the first one that could be trusted, and words where its lines are."""
    return found.letters >= _KEPT * before.letters and len(rows(page.words)) >= _KEPT * len(rows(first.words))


def _readings(page: Page, others: tuple[Word, ...], engine: str) -> Iterator[tuple[str, Page]]:
    """Yield the other readings of a page, each with how it was got; the plainest come first and win a tie."""
    yield "letters that stand apart were joined by their gaps", structs.replace(page, words=closed_up(page.words))
    recoded = _recoded(page.words)
    if recoded:
        yield "bytes of a Chinese font were read as GB 18030", structs.replace(page, words=recoded)
    if others:
        yield f"read by {engine} instead", structs.replace(page, words=others)
        way = f"read by {engine} instead, and letters that stand apart were joined by their gaps"
        yield way, structs.replace(page, words=closed_up(others))


def _remarks(ways: dict[int, str]) -> Iterator[Remark]:
    pages: defaultdict[str, list[int]] = defaultdict(list)
    for number, way in ways.items():
        pages[way].append(number)
    for way, numbers in pages.items():
        message = f"{named(numbers)}: the text layer looked broken; {way}"
        yield Remark(message, "compare some sentences with the page, and what the words are parted by")


def closed_up(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words of a page with letters that stand apart joined, line by line.

    A line is closed up where most of its words are single letters; what is wider than their usual gap parts words.
    """
    found: list[Word] = []
    for row in rows(words):
        gaps = [
            after.left - before.right for before, after in pairwise(row) if _is_letter(before) and _is_letter(after)
        ]
        if not gaps or sum(map(_is_letter, row)) < _MOST * len(row):
            found += row
            continue
        widest = _WIDER * max(median(gaps), row[0].height / 10)
        joined = [row[0]]
        for before, word in pairwise(row):
            if word.left - before.right <= widest and _is_letter(before) and _is_letter(word):
                joined[-1] = _joined(joined[-1], word)
            else:
                joined.append(word)
        found += joined
    return tuple(found)


def _is_letter(word: Word) -> bool:
    return len(word.text) <= _LETTER


def _joined(one: Word, other: Word) -> Word:
    bottom, top = min(one.bottom, other.bottom), max(one.top, other.top)
    return Word(one.text + other.text, one.left, bottom, other.right, top, one.spaced)


def _recoded(words: Sequence[Word]) -> tuple[Word, ...]:
    """Return the words with the bytes that they stand for read as GB 18030; nothing where that is no Chinese text."""
    found = []
    for word in words:
        try:
            found.append(
                structs.replace(word, text=word.text.replace(HYPHEN, "\xad").encode("cp1252").decode("gb18030"))
            )
        except ValueError:
            found.append(word)
    text = "".join(word.text for word in found)
    return () if found == list(words) or doubts(text) else tuple(found)
