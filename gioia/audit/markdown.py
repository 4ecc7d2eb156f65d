"""Findings as Markdown, for a note to co-authors or a pull request: a section a family, waivers with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gioia.audit.reasons import FAMILIES
from gioia.findings import SEVERITIES_IN_CHINESE, Finding
from gioia.messages import in_chinese

_HEADS = {
    "en": ("Findings", "errors {0}, warnings {1}, remarks {2}, waived {3}", "Waived", "Nothing was found."),
    "zh": ("审核发现", "错误 {0}，警告 {1}，提示 {2}，豁免 {3}", "豁免", "没有发现。"),
}
_COLUMNS = {
    "en": ("Rule", "Severity", "Place", "Finding", "Remedy", "Reason of the waiver"),
    "zh": ("规则", "级别", "位置", "发现", "改法", "豁免理由"),
}
_SPECIAL = "\\`*_[]<>|#"


def markdown(findings: Iterable[Finding], language: str) -> str:
    """Return the findings as a Markdown text in zh or en: counts, a table a family, and what is waived with the reasons."""
    listed = list(findings)
    title, counts, waived_title, nothing = _HEADS[language]
    standing = [found for found in listed if not found.waived]
    waived = [found for found in listed if found.waived]
    numbers = [sum(found.severity == severity for found in standing) for severity in ("error", "warning", "info")]
    parts = [f"# {title}", counts.format(*numbers, len(waived)) if listed else nothing]
    for letters, names in FAMILIES.items():
        of_one = [found for found in standing if found.rule.rstrip("0123456789") == letters]
        if of_one:
            parts += [f"## {names[language == 'zh'].capitalize()}", _table(of_one, language, 5)]
    if waived:
        parts += [f"## {waived_title}", _table(waived, language, 6)]
    return "\n\n".join(parts) + "\n"


def _table(findings: Sequence[Finding], language: str, width: int) -> str:
    rows = [_COLUMNS[language][:width], ("---",) * width]
    for found in findings:
        place = str(found.place).removesuffix(":")
        severity: str = found.severity
        message, remedy = found.message, found.remedy
        if language == "zh":
            severity = SEVERITIES_IN_CHINESE[found.severity]
            message, remedy = in_chinese(message), in_chinese(remedy)
        cells = (found.rule, severity, place, message, remedy, found.waived)
        rows.append(tuple(map(_cell, cells[:width])))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _cell(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in " ".join(text.split()))
