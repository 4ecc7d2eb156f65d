"""Names of the model's own constructs (modes, roles) that a sentence on them has in other words.

Where a sentence tells of modes, or names another one, what it calls by a name that shares most of its words with one of them is
that one: 称为自发联动式经营 for 自主联动式经营, *quiet custody* for *quiet keeping*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.citations import is_disowned
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import Name, Names, key, ordered_words
from gioia.audit.manuscript.near_names import Near, stands_in_documents
from gioia.audit.manuscript.paragraphs import Paragraph, sentences

_OTHERS = frozenset({"dimension", "theme", "concept", "stage", "pole"})
_KIND = {"mode": r"方式|模式|机制|\bmodes?\b", "role": r"角色|身份|\broles?\b"}
_SHORTEST = 5
_KEPT = 0.6
_CALLED = re.compile(
    r"(?:称[为作]|称之为|叫[作做]|命名为|概括为|[变转成化作]为|[变当]成|[成当作]了|[是为即])[“‘「*_]{0,2}(?=(?P<words>[\u4e00-\u9fff]{5,12})(?:[”’」*_，。；：、,;:（(）)]|和|与|及|再|$))"
)
_MARKED = re.compile(r"[*_“\"](?P<words>[A-Za-z][A-Za-z’'-]+(?: [A-Za-z’'-]+){1,4})[*_”\",.]")


def model_names(found: Sequence[Paragraph], names: Names, material: Material) -> Iterator[Near]:
    """Yield the variants of the names of modes, roles and the study's own kinds of construct; the sides of dyads are no such."""
    kinds = {name.noun for name in names.all} - _OTHERS
    for paragraph in found if kinds else ():
        if paragraph.kind not in {"prose", "abstract"} or paragraph.zone in {"literature", "back"}:
            continue
        for start, stop in sentences(paragraph.text):
            for kind in sorted(kinds):
                yield from _in_sentence(paragraph, (start, stop), names.of(kind), material)


def _in_sentence(
    paragraph: Paragraph, span: tuple[int, int], every: Sequence[Name], material: Material
) -> Iterator[Near]:
    """Yield what a sentence calls nearly as one name of a kind is called, where it does not use that name itself."""
    sentence = paragraph.text[span[0] : span[1]]
    letters = key(sentence)
    absent = [name for name in every if not any(alias in letters for alias in name.keys)]
    told = re.search(_KIND.get(every[0].noun, rf"\b{re.escape(every[0].noun)}s?\b"), sentence, re.IGNORECASE)
    if told is None and len(absent) == len(every):
        return
    for match in (*_CALLED.finditer(sentence), *_MARKED.finditer(sentence)):
        words = match["words"]
        like = [name for name in absent if _is_like(words, name)]
        start, stop = (span[0] + at for at in match.span("words"))
        if (
            len(like) == 1
            and not any(_is_like(words, name) for name in every if name not in absent)
            and not stands_in_documents(key(words), material)
            and not is_disowned(paragraph.text, start, stop)
        ):
            yield Near("label-reworded", *paragraph.span(start, stop), like[0])


def _is_like(words: str, name: Name) -> bool:
    """Tell whether words are a name with one Latin word, or the lesser part of its characters, but not the last, changed."""
    one, other = ordered_words(words), name.words
    if len(one) != len(other) or len(one) < 2:  # noqa: PLR2004 - a single word is any word
        return False
    same = sum(map(str.__eq__, one, other))
    if key(name.text).isascii():
        return same == len(one) - 1
    return len(one) >= _SHORTEST and one[-1] == other[-1] and _KEPT * len(one) <= same < len(one)
