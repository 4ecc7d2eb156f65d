"""Informants: which of the people in the material a paper says that it quotes, against whose turn the passage stands in.

Papers call people by a number, a code or a pseudonym, in brackets behind a quotation: (受访者3), (M2, social worker), (Ruth,
founder). A transcript begins each turn so. Where what a paper calls an informant is one of those of the material, or is of
their series with another number, and is not who speaks there, the words are another's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.manuscript import Remark, remark
from gioia.audit.manuscript.material import Material
from gioia.audit.manuscript.names import key
from gioia.audit.manuscript.quotations import Compared
from gioia.sources.normal import printed
from gioia.sources.segmented import Segmented

_LABEL = re.compile(r"[ \t]*(?:\*\*)?(?P<label>[^:：\n。！？.!?“”「」\"]{1,40}?)(?:\*\*)?[:：]")
_BRACKETS = re.compile(r"[\s”’」』\"'。，,.;；!！?？*]*[(（\[［](?P<named>[^()（）\[\]［］]{1,60})[)）\]］]")
_SEVERAL = re.compile(r"\s*(?:[,，、;；:：/(（]|[-–—]\s)\s*")
_NUMBERED = re.compile(r"(?P<series>[^\W\d_][^\d]*?)\s*[-_#.]?\s*(?P<number>\d{1,3})")
_NUMBERED_WORD = re.compile(r"(?:[A-Za-z]+[ ]?|[\u4e00-\u9fff]{2,4}?)\d{1,3}(?!\d)")
_ASKS = re.compile(r"访谈者|访问者|问|主持人|interviewer|researcher|moderator|q", re.IGNORECASE)


class Informants:
    """Who speaks in the material of a study, as its transcripts write them."""

    def __init__(self, material: Material) -> None:
        self._material = material
        self._segmented = Segmented()
        labels = {self._speaker(one.coding.document, one.coding.start) for one in material.excerpts.values()} - {""}
        self._known = {part: label for label in labels for part in parts(label)[:1]}
        self._series = {series for part in self._known if (series := series_of(part))}

    def remarks(self, found: Sequence[Compared]) -> Iterator[Remark]:
        """Yield the quotations that are said to be of one informant and stand in another's turn."""
        for one in found:
            if one.match is None or not one.match.excerpts or one.match.kind == "spliced":
                continue
            named = self.named(one)
            codings = [self._material.excerpts[id].coding for id in one.match.excerpts]
            speakers = [self._speaker(coding.document, coding.start) for coding in codings]
            if not named or not all(speakers):
                continue
            theirs = {part for speaker in speakers for part in parts(speaker)}
            if not {part for words in named for part in parts(words)} & theirs:
                yield self._remark(one, named, list(dict.fromkeys(speakers)))

    def named(self, one: Compared) -> list[str]:
        """Return whom the paper names of those who speak in the material, or of a series with them.

        That is in brackets behind the quotation, else, by a number alone, before a verb of saying.
        """
        behind = _BRACKETS.match(one.paragraph.text, one.quotation.stop)
        pieces = _SEVERAL.split(behind["named"]) if behind else []
        named = [piece for piece in pieces if key(piece) in self._known or series_of(key(piece)) in self._series]
        if named or not one.around.says:
            return named
        return [one[0] for one in _NUMBERED_WORD.finditer(one.around.before) if series_of(key(one[0])) in self._series]

    def _speaker(self, document: str, place: int) -> str:
        """Return who speaks at a place: by the turns of the document, else by what stands before a colon at its line's beginning."""
        found = self._material.study.documents.get(document)
        if found is None:
            return ""
        segment = self._segmented.at(found, place)
        if segment is not None and segment.speaker:
            return segment.speaker
        label = _LABEL.match(found.text, found.text.rfind("\n", 0, place) + 1)
        words = label["label"].strip() if label and label.end() <= place else ""
        return words if words and not _ASKS.fullmatch(words) and _looks_like_one(words) else ""

    def _remark(self, one: Compared, named: Sequence[str], speakers: Sequence[str]) -> Remark:
        told, right = ", ".join(named), ", ".join(speakers)
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
    return [found for piece in _SEVERAL.split(label.strip(" )）")) if (found := key(piece.strip(" )）")))]


def series_of(name: str) -> str:
    """Return what comes before the number of a numbered informant, empty where there is no number."""
    found = _NUMBERED.fullmatch(name)
    return found["series"] if found else ""


def _looks_like_one(label: str) -> bool:
    """Tell whether the words before a colon are an informant's: numbered, or a name with what the person is in brackets."""
    first = parts(label)[:1]
    return bool(first) and (bool(series_of(first[0])) or label.rstrip().endswith((")", "）")))
