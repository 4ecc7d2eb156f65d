"""The audit of a study: every rule about the analysis, each a function from a study to findings, and the waivers.

The rules stand in modules by family, and each module lists its own. Severities stand in `gioia.findings.RULES`, reasons and
literature in `gioia.audit.reasons`. A finding that the researcher accepts is waived in `study.yaml` with a written reason, and
stays in every report with it. No number says how rigorous a study is: transparency is no replication (Pratt, Kaplan and
Whittington 2020), and a count of findings is no grade.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec

from gioia.audit import (
    evidence,
    process,
    reliability,
    structure,
    traceability,
    translations,
    transparency,
    triangulation,
)
from gioia.findings import RULES, Finding, errors, finding, ordered
from gioia.study.record import EVERY, Study, Waiver

AnalysisRule = Callable[[Study], Iterator[Finding]]

OF_WORDS = frozenset({"DO5", "GI5", "TG3", "TR5", "TR6", "TR10"})
"""The rules that compare words: of a sealed study nobody can say whether they hold."""

ANALYSIS: tuple[AnalysisRule, ...] = (
    *traceability.RULES,
    translations.whole_translations,
    *structure.RULES,
    *evidence.RULES,
    *triangulation.RULES,
    *process.RULES,
    *reliability.RULES,
    *transparency.RULES,
)


def check(study: Study, loaded: list[Finding]) -> list[Finding]:
    """Return `loaded`, the findings of loading, together with those of all analysis rules, waivers applied.

    The waived ones keep their severity and carry the reason; a waiver that meets nothing is itself a finding (WA1). Waivers
    about a manuscript are left to its audit.
    """
    found = ordered([*loaded, *(f for rule in ANALYSIS for f in rule(study))])
    found = [one for one in found if one.rule not in OF_WORDS] if study.sealed else found
    waivers = [waiver for waiver in study.waivers if not waiver.manuscript]
    reasons = {(waiver.rule, waiver.subject): waiver.reason for waiver in waivers}
    waived = [_waived(one, reasons) for one in found]
    met = {(f.rule, f.subject) for f in found} | {(f.rule, EVERY) for f in found}
    if study.sealed:
        met |= {(waiver.rule, waiver.subject) for waiver in study.waivers if waiver.rule in OF_WORDS}
    if errors(loaded, integrity_only=True):
        # What could not be read might have had the findings that a whole rule is waived for.
        met |= {(id, EVERY) for id in RULES}
    return ordered([*waived, *(_idle_waiver(waiver) for waiver in waivers if _is_idle(waiver, met))])


def _waived(one: Finding, reasons: dict[tuple[str, str], str]) -> Finding:
    """Return the finding with the reason of the waiver that names its subject, else of the one for its whole rule."""
    reason = reasons.get((one.rule, one.subject)) or reasons.get((one.rule, EVERY))
    return msgspec.structs.replace(one, waived=reason) if reason else one


def _is_idle(waiver: Waiver, met: set[tuple[str, str]]) -> bool:
    return (waiver.rule, waiver.subject) not in met


def _idle_waiver(waiver: Waiver) -> Finding:
    if waiver.rule not in RULES:
        return finding("WA1", waiver.place, f"no rule is called {waiver.rule!r}", "correct the rule's id")
    message = f"the waiver of {waiver.rule} for {waiver.subject!r} meets no finding"
    return finding("WA1", waiver.place, message, "delete it, or correct its subject")
