"""What the text layer of a PDF is worth: pages whose text is not what their readers see.

Text that is there is not yet text that is right. A layer may lack the Chinese characters that the page shows, hold
characters that only its own fonts can show, have lost the ligatures, or be letters without words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from gioia.sources.readers import Remark
from gioia.sources.readers.garbling import PRIVATE, rare_chinese
from gioia.sources.readers.pdf_layout import is_cjk
from gioia.sources.readers.pdf_words import Page

_GAP = r"[\s\x00-\x1f\ufffd\ue000-\uf8ff]{0,2}"
_LOST = re.compile(
    rf"\b(?:bene{_GAP}ts?|signi{_GAP}can(?:t|ce|tly)|speci{_GAP}c(?:ally)?|de{_GAP}n(?:ed?|ition|itions|ing)|ef{_GAP}cien(?:t|cy|tly)"
    rf"|e{_GAP}cien(?:t|cy)|con{_GAP}rm(?:ed|s)?|in{_GAP}uen(?:ce|ced|ces|tial)|di{_GAP}eren(?:t|ce|ces)|identi{_GAP}ed|scienti{_GAP}c"
    rf"|classi{_GAP}(?:ed|cation)|pro{_GAP}t(?:s|able)|re{_GAP}ect(?:s|ed|ion)?|(?:of|o){_GAP}ces?\b(?<!once)(?<!office)|a{_GAP}liat(?:ed|ion))\b"
)
_WHOLE = frozenset({"dene", "den", "dening", "prots", "react", "reacts", "reacted", "reaction"})
_FEWEST_LOST = 2
_FEWEST_LETTERS = 40
_MOST_SINGLE = 0.4
_FEWEST_SIGNS = 60
_FEWEST_ALNUM = 0.5
_FEWEST_COMMON = 0.4
_COMMON = frozenset("aeinorst")
"""They make up three fifths of the letters of texts in European languages and in pinyin more than half."""
_MOST_SHOWN = 12


def judge(pages: Sequence[Page], texts: Sequence[str]) -> Iterator[Remark]:
    """Yield a remark for each fault that some pages have, naming these pages from 1."""
    for is_faulty, message, remedy in _FAULTS:
        faulty = [
            number for number, (page, text) in enumerate(zip(pages, texts, strict=True), 1) if is_faulty(page, text)
        ]
        if faulty:
            yield Remark(f"{named(faulty)}: {message}", remedy)


class Badness(Struct, frozen=True):
    """How bad a page's text is: the faults that another reading might not have, and at how many places they show.

    `letters` counts the letters that can be trusted.
    """

    faults: int
    places: int
    letters: int

    @property
    def rank(self) -> tuple[int, int]:
        """The less, the better is the text."""
        return self.faults, self.places


def badness(page: Page, text: str) -> Badness:
    """Return how bad the text of a page is, for choosing among readings of it."""
    places = [len(places_of(text)) for is_faulty, places_of in _MENDABLE if is_faulty(page, text)]
    if _is_no_language(page, text) or _is_garbled(page, text):
        letters = 0
    elif _lacks_cjk(page, text):
        letters = sum(map(is_cjk, text))
    else:
        letters = sum(map(str.isalpha, PRIVATE.sub("", text)))
    return Badness(len(places), sum(places), letters)


def named(numbers: Sequence[int]) -> str:
    """Return page numbers as people write them: pages 1–3, 7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs[:_MOST_SHOWN])
    more = f" and {sum(map(len, runs[_MOST_SHOWN:]))} more" if len(runs) > _MOST_SHOWN else ""
    return f"page{'s' if len(numbers) > 1 else ''} {shown}{more}"


def _is_picture(page: Page, text: str) -> bool:
    return page.has_pictures and not text.strip()


def _is_private(_page: Page, text: str) -> bool:
    return bool(PRIVATE.search(text))


def _lost(text: str) -> list[str]:
    return [match[0] for match in _LOST.finditer(text) if match[0].lower() not in _WHOLE]


def _has_lost_ligatures(_page: Page, text: str) -> bool:
    return len(_lost(text)) >= _FEWEST_LOST


def _is_spaced_out(_page: Page, text: str) -> bool:
    """Tell whether letters, Latin or Chinese, stand as words of their own."""
    words = [word for word in text.split() if word.isalpha()]
    single = sum(len(word) == 1 for word in words)
    return len(words) >= _FEWEST_LETTERS and single > _MOST_SINGLE * len(words)


def _lacks_cjk(page: Page, text: str) -> bool:
    shown = page.in_cjk_fonts / max(page.sampled, 1)
    return len(text) >= _FEWEST_LETTERS and shown > 0.5 and sum(map(is_cjk, text)) < 0.1 * len(text)  # noqa: PLR2004


def _is_no_language(_page: Page, text: str) -> bool:
    """Tell whether what should be words is signs, or letters that no language has so often (a font's own numbering)."""
    signs = re.sub(r"(\W)\1+", "", "".join(text.split()))
    letters = [char for char in signs.lower() if "a" <= char <= "z"]
    if len(signs) < _FEWEST_SIGNS:
        return False
    common = sum(char in _COMMON for char in letters)
    return sum(map(str.isalnum, signs)) < _FEWEST_ALNUM * len(signs) or (
        len(letters) > _FEWEST_ALNUM * len(signs) and common < _FEWEST_COMMON * len(letters)
    )


def _is_garbled(_page: Page, text: str) -> bool:
    return rare_chinese(text) is not None


def _everywhere(_text: str) -> Sequence[str]:
    return ()


def _is_turned(page: Page, _text: str) -> bool:
    return page.turned > 0


_MENDABLE: tuple[tuple[Callable[[Page, str], bool], Callable[[str], Sequence[str]]], ...] = (
    (_is_private, PRIVATE.findall),
    (_has_lost_ligatures, _lost),
    (_lacks_cjk, _everywhere),
    (_is_spaced_out, _everywhere),
    (_is_no_language, _everywhere),
    (_is_garbled, _everywhere),
)
"""The faults that another reading might not have, each with the places at which it shows, if not on the whole page."""
_OTHER_WAY = "compare the text with the page; where it is wrong, recognise the page (OCR) or ask for the original file"
_FAULTS: tuple[tuple[Callable[[Page, str], bool], str, str], ...] = (
    (_is_picture, "no text, only pictures (scanned) or drawings", "recognise the text (OCR) and add the result"),
    (_is_private, "characters that only the file's own fonts can show", _OTHER_WAY),
    (_lacks_cjk, "set in Chinese, Japanese or Korean fonts, yet hardly such a character in the text", _OTHER_WAY),
    (_has_lost_ligatures, "letters joined in print (fi, fl, ff) are missing in the text, as in “bene t”", _OTHER_WAY),
    (_is_spaced_out, "letters stand apart as if each were a word", _OTHER_WAY),
    (_is_no_language, "signs and letters that are no words, though the page shows some", _OTHER_WAY),
    (_is_garbled, "hardly a frequent Chinese character among many: the text may be garbled", _OTHER_WAY),
    (
        _is_turned,
        "text that does not stand upright was left out",
        "type what you need of it into a document of its own",
    ),
)
