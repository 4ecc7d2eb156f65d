"""Attributions: whose words a paper says that it quotes, against the source of the excerpt.

Near a quotation a paper may name a kind of material (one informant said, 官网文章所述) or a source's code, before it or in
brackets behind it. Where none of what is named agrees with a source in which the words stand, the quotation is misattributed.
It is so too where the code is right, but the sentence makes another kind of material say it: 官网文章写道，“……”（Y1）. A word
beside the right code is held to be such only where it is the subject of the verb of saying, and nothing near agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.cues import Cue, Vocabulary, codes_in, cues
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.quotations import Compared
from gioia.audit.manuscript.subjects import is_text
from gioia.sources.normal import printed
from gioia.sources.register import category_code

_AT_THE_END = re.compile(r"\s{0,9}+(?:[中里]的?|上)?\s{0,9}+[:：,，(（]?\s{0,9}+$")
"""What may stand between the words that attribute a quotation and the quotation, where no verb of saying does."""


def remarks(found: Sequence[Compared], vocabulary: Vocabulary) -> Iterator[Remark]:
    """Yield the quotations that are attributed to another source than theirs.

    Of a source whose register does not say what it is, only a code says that it is another one.
    """
    leads = _leads(found)
    for one, (lead, says) in zip(found, leads, strict=True):
        if one.match is None or one.voice in {"literature", "title"} or one.match.share < 0.5:  # noqa: PLR2004 - hardly a match
            continue
        sources = set(one.match.sources)
        tags = [code for code in one.around.tags if category_code(code) in _letters(vocabulary)]
        named = tags or [code for code, _, _ in codes_in(lead) if code in vocabulary.codes]
        said = [cue for cue in cues(lead, vocabulary) if says or _AT_THE_END.match(lead, cue.stop)]
        if named and sources & set(named):
            said = _of_the_sayer(one, lead, sources, vocabulary)
            if said and _can_be_told(said, sources, vocabulary):
                yield misattributed(one, _words([cue.words for cue in said]), sources)
        elif tags:
            yield misattributed(one, ", ".join(tags), sources)
        elif named or (said and _can_be_told(said, sources, vocabulary)):
            allowed = set(named) or {code for cue in said for code in cue.codes}
            if not sources & allowed:
                yield misattributed(one, _words([*named, *(cue.words for cue in said)]), sources)


def _words(told: Sequence[str]) -> str:
    return "、".join(dict.fromkeys(told))


def _of_the_sayer(one: Compared, lead: str, sources: set[str], vocabulary: Vocabulary) -> list[Cue]:
    """Return the kinds of material that surely say a quotation, and are none of its sources'; none where anything near agrees."""
    if one.sayer is None or any(cue.codes & sources for cue in cues(f"{lead} {one.around.after}", vocabulary)):
        return []
    subject = one.sayer.subject
    return [cue for cue in cues(subject, vocabulary) if is_text(subject, cue.start, cue.stop)]


def _can_be_told(said: Sequence[Cue], sources: set[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the register says enough: what these sources are, or what those are that the paper means.

    Where only categories are named, a source of another category is another one.
    """
    meant = {code for cue in said for code in cue.codes}
    if sources <= vocabulary.told:
        return True
    apart = set(map(category_code, meant)).isdisjoint(map(category_code, sources))
    return all(cue.codes for cue in said) and (meant <= vocabulary.told or apart)


def _letters(vocabulary: Vocabulary) -> set[str]:
    return {category_code(code) for code in vocabulary.codes}


def _leads(found: Sequence[Compared]) -> list[tuple[str, bool]]:
    """Return for each quotation the words that attribute it, and whether a verb of saying does; one right behind another shares that one's."""
    leads: list[tuple[str, bool]] = []
    for number, one in enumerate(found):
        lead = one.around.before
        last = found[number - 1] if number else None
        follows = (
            last is not None
            and last.paragraph.number == one.paragraph.number
            and not one.paragraph.text[last.quotation.stop : one.quotation.start].strip(' “”‘’"、，,和及')
            and last.quotation.mark != "block"
        )
        leads.append(leads[-1] if follows else (_with_what_follows(lead, one), one.around.says))
    return leads


def _with_what_follows(lead: str, one: Compared) -> str:
    """Return the words before a quotation, and those behind it where they name who said it: “…,” one informant said."""
    behind = one.around.after[:50] if one.paragraph.text[one.quotation.stop - 1 : one.quotation.stop] in ",，" else ""
    return f"{lead} {behind}"


def misattributed(one: Compared, words: str, sources: set[str]) -> Remark:
    """Return the remark on a quotation that the paper attributes to these words, and that is of these sources."""
    match = one.match
    place, wording = (match.place, match.wording) if match else ("", "")
    message = f"the paper attributes this to “{printed(words)}”; in the study it is of {', '.join(sorted(sources))}"
    return remark(
        "attribution",
        one.paragraph.span(one.around.start, one.around.stop),
        one.words,
        message,
        study_place=place,
        study_wording=wording,
        difference=f"[-{', '.join(sorted(sources))}-]{{+{printed(words)}+}}",
        concerns=match.concerns if match else sorted(sources),
    )
