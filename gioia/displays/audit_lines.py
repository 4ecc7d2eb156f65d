"""The audit of a manuscript as text for a terminal: a section a kind, each remark with both wordings and what differs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gioia.audit.manuscript.audit import Audit
from gioia.audit.manuscript.manuscript import KINDS, Remark
from gioia.audit.manuscript.report import heading, place
from gioia.displays.terminal import wrapped
from gioia.findings import SEVERITIES_IN_CHINESE
from gioia.messages import in_chinese

_INDENT = "    "
_LABELS = {"en": ("paper", "study", "differs", "waived"), "zh": ("稿件", "研究", "差异", "豁免")}
_HELD = {"en": "Quotations that stand in the study", "zh": "与研究相符的引文"}
_LONGEST = 400


def lines(found: Audit, columns: int, language: str, *, with_held: bool) -> Iterator[str]:
    """Yield the lines of the report, each at most `columns` wide as far as its words can be broken."""
    for kind in KINDS:
        of_kind = [one for one in found.remarks if one.kind == kind]
        if of_kind:
            yield f"{heading(kind, language)} ({len(of_kind)})"
            yield ""
            for group in _groups(of_kind):
                yield from _entry(found, group, columns, language)
            yield ""
    if with_held and found.held:
        yield f"{_HELD[language]} ({len(found.held)})"
        yield ""
        for one in found.held:
            yield from _wrapped(
                f"{place(found.manuscript, one.start)} {one.kind.removeprefix('quotation-')}", columns, "  "
            )
            yield from _wrapped(f"“{one.said}” {one.study_place}", columns, _INDENT)
        yield ""


def _groups(remarks: Sequence[Remark]) -> list[list[Remark]]:
    """Return the remarks, those that say the same of the same thing at many places together."""
    same: dict[tuple[str, str, str], list[Remark]] = {}
    for one in remarks:
        same.setdefault((one.message, one.study_wording, one.subject), []).append(one)
    return list(same.values())


def _entry(found: Audit, group: Sequence[Remark], columns: int, language: str) -> Iterator[str]:
    one = group[0]
    paper, study, differs, waived = _LABELS[language]
    is_chinese = language == "zh"
    message = in_chinese(one.message) if is_chinese else one.message
    severity = SEVERITIES_IN_CHINESE[one.severity] if is_chinese else one.severity
    others = ""
    if len(group) > 1:
        numbers = [str(found.manuscript.line_of(other.start)) for other in group[1:]]
        others = f" (+ {', '.join(numbers)})"
    yield from _wrapped(f"{place(found.manuscript, one.start)}{others}: {severity} {one.rule} {message}", columns, "  ")
    if one.said and not (one.kind.endswith("missing") and one.said == one.subject):
        yield from _labelled(paper, one.said, columns)
    if one.study_place or one.study_wording:
        yield from _labelled(study, f"{one.study_place}: {one.study_wording}".strip(": "), columns)
    if one.difference:
        yield from _labelled(differs, one.difference, columns)
    if one.waived:
        yield from _labelled(waived, one.waived, columns)


def _labelled(label: str, text: str, columns: int) -> Iterator[str]:
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    yield from _wrapped(f"{label}: {shown}", columns, _INDENT)


def _wrapped(text: str, columns: int, indent: str) -> Iterator[str]:
    for number, line in enumerate(wrapped(text, max(20, columns - len(indent) - 2))):
        yield f"{indent}{'  ' if number else ''}{line}"
