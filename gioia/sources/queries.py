"""What is looked for in a text: words as they are read, or a regular expression as it is written.

Words are found by what they fold to (see `gioia.sources.normal`): width, case, quotation marks, dashes, white space
and soft hyphens make no difference. Instead of folding a text, every letter of the words is unfolded into the characters that read like it, and
the text is searched as it stands. That finds what a search in the folded text would find, but that two hits never share a
character, and a text whose bytes lack one of the letters need not even be decoded.

In a Markdown document the marks of emphasis inside words are not read either.

A regular expression is matched against the text itself, to the letter, with line feeds and full-width characters as they
stand there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from operator import attrgetter
from sys import getsizeof

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.normal import INVISIBLE, fold, folded, folded_char, spellings
from gioia.sources.register import Document

Span = tuple[int, int]

SECONDS = 5.0
"""How long a regular expression may take on one text."""


_MARKDOWN = (".md", ".markdown")
_EMPHASIS = "*_"
"""The marks of emphasis: `重**要**` reads as one word."""
_BASIC = "\uffff"
_LAST_GROUP = attrgetter("lastindex")


class Query(Struct, frozen=True):
    """What is looked for.

    `spans(text)` gives the hits as half-open spans of code points, in order and without overlap; it raises TimeoutError
    where a pattern takes too long. `may_hold(bytes)` tells of a UTF-8 text whether it is worth decoding: where it says no,
    there is no hit in it. `marked_spans(text)` gives the hits in a text that Markdown marks up, where words have other ones there.
    """

    spans: Callable[[str], list[Span]]
    may_hold: Callable[[bytes], bool]
    marked_spans: Callable[[str], list[Span]] | None = None

    def spans_of(self, document: Document) -> list[Span]:
        """Return the hits in the text of a document, which is Markdown where its name says so."""
        is_marked = self.marked_spans is not None and document.name.lower().endswith(_MARKDOWN)
        return self.marked_spans(document.text) if is_marked and self.marked_spans else self.spans(document.text)


def query_of(words: str, *, regex: bool = False, any_script: bool = False) -> Query:
    """Return the query for words or a regular expression.

    Raises GioiaError where there are no words, or where both ways of reading them are asked for.
    """
    if not (words if regex else words.strip()):
        raise GioiaError("no words are given", remedy="say what to look for")
    if regex and any_script:
        remedy = "in a regular expression write both characters, as in [头頭]发"
        raise GioiaError("--any-script does not go with --regex", remedy=remedy)
    return regex_query(words) if regex else words_query(words, any_script=any_script)


def words_query(words: str, *, any_script: bool = False) -> Query:
    """Return the query for words; those that fold to nothing (white space only) stand nowhere.

    With `any_script` simplified and traditional characters are alike, character by character (see `gioia.sources.scripts`).
    """
    letters = [_alike(char) if any_script else frozenset(char) for char in folded(words)]
    if not letters:
        return Query(lambda _: [], lambda _: False)
    written = [frozenset().union(*map(spellings, letter)) for letter in letters]
    common = [frozenset(char for char in characters if char <= _BASIC) for characters in written]

    @cache
    def search(*, beyond: bool, unread: str) -> Callable[[str], Iterator[re.Match[str]]]:
        return _search(written if beyond else common, unread)

    def spans(text: str, unread: str = "") -> list[Span]:
        # Sets with characters beyond the basic plane are slow, and hardly any text has one.
        beyond = common != written and _may_go_beyond(text)
        matches = list(search(beyond=beyond, unread=unread)(text))
        if any(map(_LAST_GROUP, matches)):
            return folded_spans(text, letters, unread)
        return [match.span() for match in matches]

    return Query(spans, _sieve(written), partial(spans, unread=_EMPHASIS))


def regex_query(pattern: str) -> Query:
    """Return the query for a regular expression of the library `regex`, whose `^` and `$` are those of lines.

    Matches without a character are no hits. Raises GioiaError for a pattern that cannot be read.
    """
    import regex

    try:
        compiled = regex.compile(pattern, regex.MULTILINE)
    except (regex.error, OverflowError, RecursionError, MemoryError, ValueError) as error:
        remedy = "write \\ before a sign that is meant as itself, or leave --regex out to look for the words"
        raise GioiaError(f"{pattern!r} is no regular expression ({error})", remedy=remedy) from error

    def spans(text: str) -> list[Span]:
        found = compiled.finditer(text, timeout=SECONDS)
        return [match.span() for match in found if match.end() > match.start()]

    return Query(spans, lambda _: True)


def folded_spans(text: str, letters: list[frozenset[str]], unread: str = "") -> list[Span]:
    """Return the hits of `words_query` by folding the whole text: each letter is any of a set of folded characters.

    Between them may stand any of the characters `unread`.
    For a text in which one character is read as several (`㎏`), or as none: a hit has the whole of it, and the next begins after it.
    """
    whole = fold(text)
    spans: list[Span] = []
    between = f"[{unread}]*" if unread else ""
    find = re.compile(between.join(map(_any_of, letters))).search
    match = find(whole.text)
    while match is not None:
        span = whole.span(match.start(), match.end())
        spans.append(span)
        after = match.end()
        while after < len(whole.places) and whole.places[after] < span[1]:
            after += 1
        match = find(whole.text, after)
    return spans


@cache
def _alike(char: str) -> frozenset[str]:
    from gioia.sources.scripts import script_classes

    return script_classes().get(char, frozenset(char))


def _may_go_beyond(text: str) -> bool:
    """Tell whether the text may have a character beyond the basic plane, without looking at it.

    Every character takes as much memory as the widest of the text: four bytes where one is beyond (PEP 393).
    """
    return getsizeof(text) > 3 * len(text)


def _search(written: list[frozenset[str]], unread: str) -> Callable[[str], Iterator[re.Match[str]]]:
    """Return the search for letters that are written as one character each, with what is not read between them.

    `unread` are characters that are not read either.
    What it finds has a group where it is a character that is read as several, of which one is of the letters.
    """
    several = {char for characters in written for char in characters if len(folded_char(char)) > 1}
    first, *others = [characters - several for characters in written]
    rest = "".join(rf"[\s{INVISIBLE}{unread}]*{_any_of(characters)}" for characters in others)
    # Begins with one character or set of them, to which the regex engine runs.
    begin = _any_of(first | several)
    pattern = rf"{begin}(?:(?<={_any_of(first)}){rest}|(?<={_any_of(several)})())" if several else begin + rest
    return re.compile(pattern).finditer


def _any_of(chars: frozenset[str] | set[str]) -> str:
    escaped = [re.escape(char) for char in sorted(chars)]
    if len(escaped) == 1:
        return escaped[0]
    return f"[{''.join(escaped)}]" if escaped else "(?!)"


def _sieve(letters: list[frozenset[str]]) -> Callable[[bytes], bool]:
    """Return a function that tells whether a text has all the letters that are written in one way only.

    The letter that the last text lacked is asked for first: soon that is the rarest of them.
    """
    import ahocorasick_rs

    single = dict.fromkeys(char.encode() for letter in letters if len(letter) == 1 for char in letter)
    finders = [ahocorasick_rs.BytesAhoCorasick([letter]).find_matches_as_indexes for letter in single]

    def may_hold(raw: bytes) -> bool:
        for index, found in enumerate(finders):
            if not found(raw):
                if index:
                    finders.insert(0, finders.pop(index))
                return False
        return True

    return may_hold
