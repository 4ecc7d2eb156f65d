"""Informants: which of the people in the material a paper says that it quotes, against whose turn the passage stands in.

Papers call people by a number, a code, a pseudonym or a name, in brackets behind a quotation, (受访者3), (M2, social worker),
(Ruth, founder), or as the one who says it: “…,” Ruth said. A transcript begins each turn so. Where what a paper calls an
informant is one of those of the material, or is of their series with another number, and is not who speaks there, the words
are another's. Where it says what the informant is (a nurse, 运营主管), and the interviews with such people are others than
those in which the words stand, they are another's too. That is not asked of a newspaper or minutes, which quote anybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from gioia.audit.manuscript.attributions import misattributed
from gioia.audit.manuscript.cues import Vocabulary
from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.material import Excerpt, Material
from gioia.audit.manuscript.people import People, Role, mentions
from gioia.audit.manuscript.quotations import Compared
from gioia.sources.normal import folded, printed
from gioia.sources.segmented import Segmented

_LABEL = re.compile(r"[ \t]{0,9}+(?:\*\*)?(?P<label>[^:：\n。！？.!?“”「」\"]{1,40}?)(?:\*\*)?[:：]")
_BRACKETS = re.compile(r"[\s”’」』\"'。，,.;；!！?？*]{0,9}+[(（\[［](?P<named>[^()（）\[\]［］]{1,60})[)）\]］]")
_SEVERAL = re.compile(r"\s{0,9}(?:[,，、;；:：/(（]|[-–—]\s)\s{0,9}")
_NUMBERED = re.compile(r"^(?P<series>[^\W\d_]\D*+)(?P<number>\d{1,3})")
_NUMBERED_WORD = re.compile(r"(?:(?<![A-Za-z])[A-Za-z]++[ ]?|[\u4e00-\u9fff]{2,4}?)\d{1,3}(?!\d)")
_ASKS = re.compile(r"访谈者|访问者|问|主持人|interviewer|researcher|moderator|q", re.IGNORECASE)


class Informants:
    """Who speaks in the material of a study, as its transcripts write them."""

    def __init__(self, material: Material, vocabulary: Vocabulary) -> None:
        self._material = material
        self._segmented = Segmented()
        spoken = {(label, one.source) for one in material.excerpts.values() for label in self._speakers(one)}
        self._known = {part: label for label, _ in spoken for part in parts(label)[:1]}
        self._series = {series for part in self._known if (series := series_of(part))}
        self._interviews = vocabulary.sources.get("interview", frozenset())
        sources = [one for one in material.study.sources if one.code in self._interviews]
        self._people = People(sources, sorted(spoken))

    def remarks(self, found: Sequence[Compared]) -> Iterator[Remark]:
        """Yield the quotations that are said to be of one informant, or of people of one kind, and stand in another's words.

        Two pieces of one quotation, told to be of one person once, are remarked once.
        """
        told: set[tuple[int, int]] = set()
        for one in found:
            if one.match is None or not one.match.excerpts or one.match.kind == "spliced":
                continue
            place = (one.paragraph.number, one.sayer.start) if one.sayer else None
            if remark := self._by_number(one):
                yield remark
            elif place and place not in told and one.voice not in {"literature", "title"}:
                found_out = self._by_sayer(one)
                told.update({place} if found_out else ())
                yield from found_out

    def _by_number(self, one: Compared) -> Remark | None:
        """Return the remark on what stands in brackets behind a quotation, or on a number before it."""
        named, speakers = self.named(one), self._of(one)
        theirs = {part for speaker in speakers for part in parts(speaker)}
        if not named or not speakers or {part for words in named for part in parts(words)} & theirs:
            return None
        return self._remark(one, ", ".join(named), speakers)

    def _by_sayer(self, one: Compared) -> list[Remark]:
        """Return the remark on the one who is said to say a quotation, by name or by what the person is."""
        if one.sayer is None or one.match is None:
            return []
        around = f"{one.around.before} {one.around.after}"
        name, labels = self._people.named(one.sayer)
        speakers = self._of(one)
        if name:
            is_another = bool(speakers) and not labels & set(speakers)
            is_another = is_another and not self._people.is_spoken_of(speakers, around)
            return [self._remark(one, name, speakers)] if is_another else []
        word, role = self._people.called(one.sayer)
        if role is None or not self._are_others(role, set(one.match.sources), around):
            return []
        if mentions(role, " ".join(speakers)):
            return []
        return [misattributed(one, word, set(one.match.sources))]

    def _are_others(self, role: Role, sources: set[str], around: str) -> bool:
        """Tell whether the people of these interviews are surely not those whom a role means, nor spoken of near the quotation."""
        theirs = self._people.roles_of(sources)
        if not sources <= self._interviews or role.sources & sources or not theirs:
            return False
        if role.is_a_head and any(one.is_a_head for one in theirs):
            return False
        one_in_another = any(
            mine in other or other in mine for one in theirs for other in one.words for mine in role.words
        )
        return not one_in_another and not any(mentions(one, around) for one in theirs)

    def _of(self, one: Compared) -> list[str]:
        """Return who speaks in the excerpts that a quotation is, each once; nobody where it is not known of all."""
        found = [self._speakers(self._material.excerpts[id]) for id in one.match.excerpts] if one.match else []
        return list(dict.fromkeys(chain.from_iterable(found))) if all(found) else []

    def named(self, one: Compared) -> list[str]:
        """Return whom the paper names of those who speak in the material, or of a series with them.

        That is in brackets behind the quotation, else, by a number alone, before a verb of saying.
        """
        behind = _BRACKETS.match(one.paragraph.text, one.quotation.stop)
        pieces = _SEVERAL.split(behind["named"]) if behind else []
        named = [piece for piece in pieces if _key(piece) in self._known or series_of(_key(piece)) in self._series]
        if named or not one.around.says:
            return named
        return [one[0] for one in _NUMBERED_WORD.finditer(one.around.before) if series_of(_key(one[0])) in self._series]

    def _speakers(self, excerpt: Excerpt) -> list[str]:
        """Return who speaks in a passage, in order; nobody where it is not known who begins it."""
        coding = excerpt.coding
        document = self._material.study.documents.get(coding.document)
        first = self._speaker(coding.document, coding.start)
        if not first or document is None or "\n" not in coding.quotation:
            return [first] if first else []
        inside = [one for one in self._segmented.of(document) if coding.start < one.start < coding.end]
        return [first, *(one.speaker for one in inside if one.speaker and not _ASKS.fullmatch(one.speaker))]

    def _speaker(self, document: str, place: int) -> str:
        """Return who speaks at a place: by the turns of the document, else by what stands before a colon at its line's beginning."""
        found = self._material.study.documents.get(document)
        if found is None:
            return ""
        segment = self._segmented.at(found, place)
        if segment is not None and segment.speaker:
            return "" if _ASKS.fullmatch(segment.speaker) else segment.speaker
        label = _LABEL.match(found.text, found.text.rfind("\n", 0, place) + 1)
        words = label["label"].strip() if label and label.end() <= place else ""
        return words if words and not _ASKS.fullmatch(words) and _looks_like_one(words) else ""

    def _remark(self, one: Compared, told: str, speakers: Sequence[str]) -> Remark:
        right = ", ".join(speakers)
        behind = _BRACKETS.match(one.paragraph.text, one.quotation.stop)
        stop = behind.end() if behind else one.around.stop
        return remark(
            "attribution",
            one.paragraph.span(one.around.start, stop),
            one.words,
            f"the paper gives these words to “{printed(told)}”; in the material {printed(right)} says them",
            study_place=one.match.place if one.match else "",
            study_wording=one.match.wording if one.match else "",
            difference=f"[-{printed(right)}-]{{+{printed(told)}+}}",
        )


def parts(label: str) -> list[str]:
    """Return the keys of what a label is made of, the name first: `M2 (social worker)` is M2, and a social worker."""
    return [found for piece in _SEVERAL.split(label.strip(" )）")) if (found := _key(piece.strip(" )）")))]


def _key(name: str) -> str:
    """Return what a person's name is compared by: its folded letters and digits; a letter that tells two people apart stays."""
    return "".join(filter(str.isalnum, folded(name)))


def series_of(name: str) -> str:
    """Return what comes before the number of a numbered informant, empty where there is no number."""
    found = _NUMBERED.fullmatch(name)
    return found["series"] if found else ""


def _looks_like_one(label: str) -> bool:
    """Tell whether the words before a colon are an informant's: numbered, or a name with what the person is in brackets."""
    first = parts(label)[:1]
    return bool(first) and (bool(series_of(first[0])) or label.rstrip().endswith((")", "）")))
