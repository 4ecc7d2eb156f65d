"""Quotations: what a paper puts in quotation marks or sets off, held against what the study has.

A quotation of a person has to stand in the study: verbatim or in part, else it is altered, spliced or an orphan. Terms, titles
and the words of other authors need not; they are compared only so far as they may be a passage all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.citations import is_of_a_work
from gioia.audit.manuscript.cues import Vocabulary, tag_after
from gioia.audit.manuscript.manuscript import Held, Remark, remark
from gioia.audit.manuscript.matching import Match, match
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import Names
from gioia.audit.manuscript.own_words import is_own
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.quotation_marks import Quoted, outermost, quoted, unclosed
from gioia.audit.manuscript.sayers import Sayer, masked, sayer, sayer_above
from gioia.audit.manuscript.voices import Setting, Voice, setting, size, voice

_SHORTEST = 8.0
"""Quotations of fewer ideographs, or half as many words, are not looked for: they may stand anywhere."""
_LONG = 14.0
"""How long words without a speaker must be outside the findings to be compared: no term is as long."""
_FEW_WORDS = 8
_WEAK = 0.8
_ALIKE = 0.75
"""From which share of its letters on what nobody is said to have said is a passage of the study, altered."""
_NEAR = 20
_DISPLAYED = re.compile(
    r"标语|横幅|条幅|口号|海报|招牌|牌子|黑板|广告语|宣传语|俗话|谚语|格言|名言|古语|歌词|校训|家训|口头禅"
    r"|\b(?:signs?|posters?|banners?|mottos?|slogans?|plaques?|proverbs?|sayings?|lyrics|songs?|chalkboard|t-shirts?|stickers?|bumper|poem)\b",
    re.IGNORECASE,
)
"""What shows or repeats words that nobody says to the researcher."""
_READ = frozenset({"prose", "abstract", "note"})


class Compared(Struct, frozen=True):
    """A quotation, where it stands, whose it seems to be, and what of the study it is."""

    paragraph: Paragraph
    quotation: Quoted
    words: str
    around: Setting
    voice: Voice
    match: Match | None
    sayer: Sayer | None = None

    @property
    def span(self) -> tuple[int, int]:
        """The half-open span of the manuscript's code points."""
        return self.paragraph.span(self.quotation.start, self.quotation.stop)


def compared(found: Sequence[Paragraph], material: Material, vocabulary: Vocabulary, names: Names) -> list[Compared]:
    """Return every quotation of the paper that is worth comparing, by position."""
    compared = []
    for number, paragraph in enumerate(found):
        if paragraph.kind not in _READ:
            continue
        unquoted = masked(paragraph.text)
        for quotation in _quotations(paragraph, material):
            words = paragraph.text[quotation.start : quotation.stop]
            if names.is_name(words):
                continue
            above = found[number - 1] if number and quotation.mark == "block" else None
            around = setting(paragraph, quotation, vocabulary, above)
            if size(words) < _SHORTEST and not around.tags:
                continue
            said_by = sayer_above(above) if quotation.mark == "block" else sayer(paragraph.text, unquoted, quotation)
            whose = _voice(paragraph, quotation, around)
            compared.append(Compared(paragraph, quotation, words, around, whose, match(material, words), said_by))
    return compared


def _voice(paragraph: Paragraph, quotation: Quoted, around: Setting) -> Voice:
    """Return whose words a quotation is; what is set off with a source's tag, or in the findings, is a person's."""
    told = voice(paragraph, quotation, around)
    if told == "person" and not around.attributed and not around.tags and is_of_a_work(around.before):
        return "literature"
    if quotation.mark == "block" and told in {"sentence", "term"}:
        return "person" if paragraph.zone == "findings" else "sentence"
    return told


def _quotations(paragraph: Paragraph, material: Material) -> Iterator[Quoted]:
    """Yield the outermost quotations of a paragraph; one that is set off is a quotation as a whole.

    A paragraph without marks that ends with a source's tag is set off too where it is an excerpt for the most part.
    """
    inner = outermost(quoted(paragraph.text))
    body = _body(paragraph.text)
    covered = sum(one.stop - one.start for one in inner)
    if (paragraph.part.quoted and covered < _WEAK * len(body)) or (
        not inner and len(body) < len(paragraph.text) and paragraph.kind == "prose" and _is_an_excerpt(body, material)
    ):
        yield Quoted(0, len(body), "block")
    else:
        yield from inner
        yield from unclosed(paragraph.text)


def _is_an_excerpt(words: str, material: Material) -> bool:
    found = match(material, words)
    return found is not None and found.share > _WEAK


def _body(text: str) -> str:
    """Return a paragraph without the tag or the name of the speaker that stands at its end."""
    for opening in ("(", "（", "[", "［", "—", "–"):
        at = text.rfind(opening)
        if at > len(text) * 0.5 and (
            tag_after(text, at) or opening in "—–" or text.rstrip("。.）)]］ ")[at:].count(" ") < _FEW_WORDS
        ):
            return text[:at].rstrip(" ,，")
    return text


def remarks(found: Sequence[Compared]) -> Iterator[Remark]:
    """Yield what is wrong with quotations: altered, spliced, or nowhere in the study."""
    for one in found:
        if one.match is None:
            if _is_orphan(one):
                message = "no excerpt and no document of the study holds these words"
                yield remark("quotation-orphan", one.span, one.words, message)
        elif one.match.kind in {"altered", "spliced"} and _is_meant(one, one.match):
            yield _changed(one, one.match)


def _is_orphan(one: Compared) -> bool:
    if is_own(one.words, one.around.before):
        return False
    if one.voice == "person":
        outside = one.paragraph.zone != "findings" and not one.around.attributed and not one.around.tags
        return not outside and (size(one.words) >= _SHORTEST or bool(one.around.tags))
    if one.voice != "sentence" or one.paragraph.zone != "findings":
        return False
    return not (_DISPLAYED.search(one.around.before) or _DISPLAYED.search(one.around.after[:_NEAR]))


def _is_meant(one: Compared, found: Match) -> bool:
    """Tell whether a quotation that differs from the study is meant to be a passage of it, and no term or other author's words."""
    if one.voice in {"literature", "title"}:
        return False
    if one.voice == "term":
        is_long = size(one.words) >= (_SHORTEST if one.paragraph.zone == "findings" else _LONG)
        return one.paragraph.zone in {"findings", "discussion"} and found.share >= _ALIKE and is_long
    return True


def _changed(one: Compared, found: Match) -> Remark:
    kind = f"quotation-{found.kind}"
    if found.kind == "spliced":
        joined = (
            " and ".join(found.sources)
            if len(found.sources) > 1
            else f"{len(found.excerpts)} excerpts of {found.sources[0]}"
        )
        message = f"the quotation joins words of {joined}; nobody said them together"
    else:
        message = "the quotation is not what the study has"
    return remark(
        kind,
        one.span,
        one.words,
        message,
        study_place=found.place,
        study_wording=found.wording,
        difference=found.difference,
        concerns=found.concerns,
    )


def held(found: Sequence[Compared]) -> Iterator[Held]:
    """Yield the quotations that stand in the study as they are."""
    for one in found:
        if one.match is not None and one.match.kind in {"verbatim", "part"}:
            yield Held(
                f"quotation-{one.match.kind}",
                *one.span,
                one.words,
                one.match.place,
                one.match.wording,
                one.match.concerns,
            )
