"""Reliability: who coded, how differences were settled, and what is claimed of agreement and saturation.

Nothing here asks for a coefficient, and none is read as a grade (RE3): many interpretive scholars work without, and discussion
comes first (Gioia, Corley and Hamilton 2013; Pratt, Kaplan and Whittington 2020; Braun and Clarke 2021).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from gioia.codings.store import codings_path
from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import shown_path
from gioia.study.record import CONSENSUS, Study, evidence, persons_codings, procedures
from gioia.study.statements import is_not_applicable, says

_AGREEMENT = ("coefficient", "unit", "n", "per_code", "table", "interval")
_SATURATION = ("unit", "rule")

_SENTENCES = r"[。！？；;!?\n]|\.(?!\d)"
_MEASURED = r"(?=.*(?:\.\d|\d\s*%))"
_COEFFICIENT = (
    r"(?i)(?<![a-z])(?:kappa|krippendorff|PABAK)|κ|\b(?:coefficients?|percentages?|percent) (?:of )?agreement\b|"
    r"(?:一致性|一致度|信度|可靠性|α|Alpha)\s*系数|一致率|"
    rf"(?:(?<![a-z])alpha(?![a-z])|α|信度|(?<![a-z])inter-?\s?(?:coder|rater)){_MEASURED}"
)
_GRADE = (
    r"(?i)\b(?:prov(?:es?|ing)|ensur\w+|guarante\w+|demonstrat\w+|confirm\w+|must|had to|has to|required?|requires|acceptable|"
    r"satisfactory|excellent|substantial|almost perfect|high quality|rigou?r\w*|trustworth\w*|threshold|cut-?off|benchmark|"
    r"(?:above|exceed\w*|at least|greater than|over)\s+(?:the\s+)?0?\.\d)|"
    r"证明|保证|确保|可靠(?!性系数)|可信|良好|较高|很高|理想|达标|合格|达到|超过|大于|高于|不低于|不小于|≥|[>]|门槛|阈值|必须|要求|严谨"
)
_DENIED = r"(?i)\b(?:not|no|never|without|nor|neither|rather than)\b|n't\b|没有|并非|不(?!低于|小于|少于|同)|未|而非|拒绝|避免"
"""What names a coefficient of agreement, what makes it a grade, and what says that it is none."""


def known_coders(study: Study) -> Iterator[Finding]:
    """RE1: it is said who the coders are and, where they are several, how their differences were settled."""
    place = Place(shown_path(study.study_file))
    about = {coder.name: coder for coder in study.coders}
    shown = evidence(study)
    # What is settled was coded by those who settled it.
    if any(one.coder == CONSENSUS for one in shown):
        shown = persons_codings(study)
    coding = sorted({one.coder for one in shown} - {CONSENSUS})
    unknown = [name for name in coding if name not in about or not about[name].about]
    if unknown:
        known = next((about[name].place for name in unknown if name in about), place)
        message = f"nothing is said about {', '.join(unknown)}, who coded what is shown"
        remedy = "add about: to each under coders: in study.yaml"
        yield finding("RE1", known, message, remedy, subject="coders")
    if len(coding) > 1 and not says(study.statements, "disagreement"):
        message = f"{len(coding)} people coded, and it is not said how their differences were settled"
        remedy = "say it under statements: disagreement in study.yaml"
        yield finding("RE1", place, message, remedy, subject="disagreement")


def full_agreement(study: Study) -> Iterator[Finding]:
    """RE2: agreement that is reported comes with all that a reader needs to judge it (Krippendorff 2018; Gwet 2014)."""
    yield from _lacking(study, "RE2", "agreement", _AGREEMENT)


def no_demanded_coefficient(study: Study) -> Iterator[Finding]:
    """RE3: nothing that the study says reads a coefficient of agreement as quality, or as what has to be reached."""
    for name, statement in study.statements.items():
        for text in (statement.text, *statement.parts.values()):
            sentence = next(filter(_grades, re.split(_SENTENCES, text)), "")
            if sentence:
                message = f"under statements: {name} a coefficient of agreement is read as quality, or demanded: “{sentence.strip()}”"
                remedy = "report it with what it takes to judge it (RE2), and say how differences were settled"
                yield finding("RE3", statement.place, message, remedy, subject=name)
                break


def _grades(sentence: str) -> bool:
    """Tell whether a sentence names a coefficient and says of it that it is good, proves something, or is to be reached."""
    sentence = unicodedata.normalize("NFKC", sentence)
    return bool(re.search(_COEFFICIENT, sentence) and re.search(_GRADE, sentence) and not re.search(_DENIED, sentence))


def told_saturation(study: Study) -> Iterator[Finding]:
    """RE4: saturation that is claimed says of what, and by which rule (Guest, Namey and Chen 2020)."""
    yield from _lacking(study, "RE4", "saturation", _SATURATION)


def _lacking(study: Study, rule: str, name: str, parts: tuple[str, ...]) -> Iterator[Finding]:
    """Yield a finding where something is claimed under a name and one of its parts is missing."""
    statement = study.statements.get(name)
    if statement is None or not says(study.statements, name) or is_not_applicable(statement):
        return
    lacking = [part for part in parts if part not in statement.parts]
    if lacking:
        message = f"what is said of {name} does not give {', '.join(lacking)}"
        remedy = f"give each under statements: {name}, or say n/a and why"
        yield finding(rule, statement.place, message, remedy, subject=name)


def accepted_suggestions(study: Study) -> Iterator[Finding]:
    """TP4: what a procedure suggested is evidence only when a person has accepted it, and the person has a name."""
    machines = procedures(study)
    for coding in study.codings:
        if coding.role and coding.coder in machines:
            message = f"the coding {coding.id} ({coding.concept}) is to be shown, and no person has accepted it"
            place = Place(shown_path(codings_path(study.root, coding.coder, coding.document)))
            remedy = f"accept it under your own name: gioia code {study.name}"
            yield finding("TP4", place, message, remedy, subject=coding.id)
    for verdict in study.verdicts:
        if verdict.outcome == "accepted" and verdict.by in {"", *machines}:
            message = (
                f"the suggestion {verdict.suggestion.id} was accepted by {verdict.by or 'nobody'}, who is no person"
            )
            place = Place(shown_path(study.root / "suggestions"))
            yield finding("TP4", place, message, "decide about it again as a person", subject=verdict.suggestion.id)


RULES = (known_coders, full_agreement, no_demanded_coefficient, told_saturation, accepted_suggestions)
