"""What is told about a study, as values for the page: findings with their waivers, and how codebook and codings came about.

Paths are told from the study's folder, so that a report says the same wherever the program was started.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from msgspec import to_builtins

from gioia.audit.reasons import Reason, reason
from gioia.audit.trail import Entry
from gioia.displays.saturation import BASE, RUN, THRESHOLD, Unit, ratios, reached, steps
from gioia.findings import Finding
from gioia.plaintext.files import way_from
from gioia.report.material import LANGUAGES, Value, in_both
from gioia.study.record import Study


def finding_values(study: Study, findings: Iterable[Finding]) -> list[Value]:
    """Return the findings in their order, told in both languages; `waived` is the reason of the waiver, empty where there is none."""
    return [
        {
            "rule": found.rule,
            "severity": found.severity,
            "message": in_both(found.message),
            "remedy": in_both(found.remedy),
            "subject": found.subject,
            "waived": found.waived,
            "path": way_from(study.root, Path(found.place.path)) if found.place.path else "",
            "line": found.place.line,
        }
        for found in findings
    ]


def rule_values(ids: Iterable[str]) -> list[Value]:
    """Return the rules of these ids, each once, by id: what must hold and why, in both languages, and the literature behind it."""
    return [_rule(reason(id)) for id in sorted(set(ids))]


def _rule(of: Reason) -> Value:
    text, why = (dict(zip(LANGUAGES, both, strict=True)) for both in (of.text, of.why))
    literature = [f"{short}. {work}" for short, work in zip(of.literature, of.works, strict=True)]
    return {"id": of.rule.id, "text": text, "why": why, "literature": literature}


def history_values(entries: Iterable[Entry]) -> list[Value]:
    """Return what was done to the study, in the order of time."""
    return [to_builtins(entry) for entry in entries]


def saturation_value(study: Study, unit: Unit) -> Value:
    """Return how many concepts each source, or document, brings, and the runs after the base with where they came to little."""
    found = steps(study, unit)
    runs = ratios([len(step.new) for step in found])
    return {
        "steps": [to_builtins(step) for step in found],
        "runs": [to_builtins(run) for run in runs],
        "reached": reached(runs),
        "base": BASE,
        "run": RUN,
        "threshold": THRESHOLD,
    }
