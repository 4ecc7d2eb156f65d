"""The method statement: how the study was done, as far as a program can count it and study.yaml states it.

Each paragraph is about one step and made of the facts that forms of reporting are filled from, with where they are seen and the
literature that the step comes from. Nothing is judged, and what the files do not tell is not said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from gioia.findings import Finding, counted
from gioia.forms.filling import TELLERS
from gioia.forms.told import Fact, Known, places
from gioia.report.forms import addresses, place_values
from gioia.report.material import Value
from gioia.study.record import Study


class Step(Struct, frozen=True):
    """A step of a study: the names of the facts about it, and the works that it comes from."""

    name: str
    facts: tuple[str, ...]
    literature: str = ""


STEPS = (
    Step("material", ("sources", "dates", "access", "frozen", "translated", "shares"), "Yin 2018"),
    Step("coding", ("coders", "settled", "suggested", "verbatim"), "Gioia, Corley and Hamilton 2013"),
    Step("structure", ("structure", "definitions", "minor"), "Gioia, Corley and Hamilton 2013"),
    Step("process", ("stages", "events", "relations"), "Langley 1999"),
    Step("evidence", ("evidence", "identified", "grounded"), "Pratt 2008"),
    Step("triangulation", ("triangulation",), "Denzin 1978; Yin 2018"),
    Step("saturation", ("saturation",), "Guest, Bunce and Johnson 2006; Guest, Namey and Chen 2020"),
    Step("trail", ("trail", "memos"), "O’Kane, Smith and Lerman 2021"),
)


def method_value(known: Known, findings: Sequence[Finding]) -> dict[str, Any]:
    """Return the paragraphs, and what study.yaml states under `statements`, each with its name."""
    shown = addresses(known)
    told = [(step, [fact for name in step.facts if (fact := TELLERS[name].tell(known))]) for step in STEPS]
    told.append((Step("checks", ()), [_checks(findings)]))
    paragraphs = [
        _paragraph(step, facts) | {"places": place_values(_seen(facts), shown)} for step, facts in told if facts
    ]
    return {"paragraphs": paragraphs, "statements": _statements(known.study)}


def _paragraph(step: Step, facts: Sequence[Fact]) -> Value:
    en, zh = zip(*(fact.text for fact in facts), strict=True)
    return {"step": step.name, "en": " ".join(en), "zh": "".join(zh), "literature": step.literature}


def _seen(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield where the facts are seen, each place once."""
    yield from dict.fromkeys(place for fact in facts for place in fact.places)


def _statements(study: Study) -> list[dict[str, Any]]:
    """Return what the researcher states, by name: a text, or a text a part."""
    stated = study.statements.items()
    return [{"name": name, "text": one.text, "parts": list(one.parts.items())} for name, one in stated]


def _checks(findings: Sequence[Finding]) -> Fact:
    """Tell what the rules find; this is no fact for a form, of which it would be a grade."""
    open_ones = Counter(found.severity for found in findings if not found.waived)
    waived = sum(bool(found.waived) for found in findings)
    errors, warnings, remarks = (open_ones[severity] for severity in ("error", "warning", "info"))
    text = (
        (
            f"The rules of gioia find {counted(errors, 'error')}, {counted(warnings, 'warning')} and "
            f"{counted(remarks, 'remark')}; {waived} {'is' if waived == 1 else 'are'} waived with a written reason."
        ),
        f"按 gioia 的规则检查，有 {errors} 个错误、{warnings} 个警告、{remarks} 条提示；另有 {waived} 条已写明理由豁免。",
    )
    return Fact(text, places("gioia check"))
