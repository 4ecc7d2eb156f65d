"""Findings as SARIF 2.1.0 (OASIS 2020), so that editors and code hosts show a study's findings at their lines.

A waiver is a suppression with its reason. Paths are relative to the folder that the program runs in, as code hosts ask.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from gioia.audit.reasons import reason
from gioia.findings import Finding, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Iterable[Finding], *, version: str) -> dict[str, Any]:
    """Return the SARIF log of the findings, in their order; `version` is the program's."""
    listed = list(findings)
    ids = sorted({found.rule for found in listed})
    driver = {"name": "gioia", "version": version, "rules": [_rule(id) for id in ids]}
    results = [_result(found, ids.index(found.rule)) for found in listed]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(id: str) -> dict[str, Any]:
    told = reason(id)
    works = [f"{short}: {work}" for short, work in zip(told.literature, told.works, strict=True)]
    return {
        "id": id,
        "shortDescription": {"text": told.text[0]},
        "fullDescription": {"text": told.why[0]},
        "help": {"text": "\n".join([told.why[0], *works])},
        "defaultConfiguration": {"level": _LEVELS[told.rule.severity]},
        "properties": {"family": told.family[0]},
    }


def _result(found: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}; {found.remedy}"},
        "locations": [{"physicalLocation": _location(found)}],
        "properties": {"subject": found.subject},
    }
    if found.waived:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": found.waived}]
    return result


def _location(found: Finding) -> dict[str, Any]:
    """Return where a finding stands; a finding about a file as a whole has no line."""
    location: dict[str, Any] = {"artifactLocation": {"uri": quote(found.place.path.replace("\\", "/"))}}
    if found.place.line:
        location["region"] = {"startLine": found.place.line}
    return location
