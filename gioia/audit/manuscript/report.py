"""The audit of a manuscript as plain values and as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gioia.audit.manuscript.audit import Audit
from gioia.audit.manuscript.manuscript import KINDS, Held, Manuscript, Remark
from gioia.messages import in_chinese

ENGLISH = {
    "quotation-altered": "Quotations that were altered",
    "quotation-spliced": "Quotations that join what nobody said together",
    "quotation-orphan": "Quotations that stand nowhere in the study",
    "attribution": "Quotations that are credited to another source than theirs",
    "label-reordered": "Names in another order",
    "label-reworded": "Names in other words",
    "label-abbreviated": "Names cut short",
    "label-missing": "Names that are missing",
    "label-unknown": "Names that the study does not have",
    "claim-count": "Counts that are not the study's",
    "claim-coverage": "Claims that the study does not cover",
    "claim-inconsistent": "Told differently in two places",
    "table-row-missing": "Rows that the tables lack",
    "table-row-differs": "Rows that differ from the study",
    "source-unregistered": "Sources that are not registered",
    "source-missing": "Registered sources that the paper does not tell of",
    "text-private-use": "Private-use characters",
    "text-caption-in-sentence": "Captions within sentences",
    "text-recognition": "Letters that look misread",
}
"""The kinds of remark, as headings."""
_SPECIAL = "\\`*_[]<>|#"


def heading(kind: str, language: str) -> str:
    """Return what a kind of remark is called in zh or en."""
    return KINDS[kind].chinese if language == "zh" else ENGLISH[kind]


def place(manuscript: Manuscript, start: int) -> str:
    """Return file and line of a place, and the page where the file has pages."""
    page = manuscript.page_of(start)
    return f"{manuscript.name}:{manuscript.line_of(start)}" + (f" (p. {page})" if page else "")


def values(found: Audit) -> dict[str, Any]:
    """Return the audit as values that JSON can hold: `remarks`, `quotations` that hold, `waivers_without_remark`, counts by kind."""
    manuscript = found.manuscript
    counts = {kind: sum(one.kind == kind for one in found.remarks) for kind in KINDS}
    return {
        "manuscript": manuscript.name,
        "language": manuscript.language,
        "itself": list(found.itself),
        "counts": {kind: count for kind, count in counts.items() if count},
        "remarks": [_remark_value(manuscript, one) for one in found.remarks],
        "quotations": [_held_value(manuscript, one) for one in found.held],
        "waivers_without_remark": [one.message for one in found.idle],
    }


def _remark_value(manuscript: Manuscript, one: Remark) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "rule": one.rule,
        "severity": one.severity,
        "line": manuscript.line_of(one.start),
        "page": manuscript.page_of(one.start),
        "start": one.start,
        "stop": one.stop,
        "heading": manuscript.part_at(one.start).heading,
        "said": one.said,
        "message": one.message,
        "study_place": one.study_place,
        "study_wording": one.study_wording,
        "difference": one.difference,
        "subject": one.subject,
        "waived": one.waived,
        "concerns": list(one.concerns),
    }


def _held_value(manuscript: Manuscript, one: Held) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "line": manuscript.line_of(one.start),
        "page": manuscript.page_of(one.start),
        "start": one.start,
        "stop": one.stop,
        "said": one.said,
        "study_place": one.study_place,
        "study_wording": one.study_wording,
        "concerns": list(one.concerns),
    }


_WORDS = {
    "en": (
        "Audit of",
        "Place",
        "In the paper",
        "In the study",
        "Difference",
        "Remark",
        "Waived",
        "Quotations that stand in the study",
        "Nothing is remarked.",
    ),
    "zh": (
        "稿件审核：",
        "位置",
        "稿件原文",
        "研究中的文字",
        "差异",
        "说明",
        "豁免理由",
        "与研究相符的引文",
        "没有发现问题。",
    ),
}


def markdown(found: Audit, language: str) -> str:
    """Return the audit as a Markdown text in zh or en: a table a kind of remark, and the quotations that hold."""
    title, at, said, study, difference, message, waived, held, nothing = _WORDS[language]
    parts = [f"# {title} {found.manuscript.name}".replace("： ", "：")]
    for kind in KINDS:
        of_kind = [one for one in found.remarks if one.kind == kind]
        if of_kind:
            rows = [
                (
                    place(found.manuscript, one.start),
                    one.said,
                    f"{one.study_place} {one.study_wording}".strip(),
                    one.difference,
                    in_chinese(one.message) if language == "zh" else one.message,
                    one.waived,
                )
                for one in of_kind
            ]
            parts += [
                f"## {heading(kind, language)} ({len(of_kind)})",
                _table((at, said, study, difference, message, waived), rows),
            ]
    if not found.remarks:
        parts.append(nothing)
    if found.held:
        rows_held = [(place(found.manuscript, one.start), one.said, one.study_place) for one in found.held]
        parts += [f"## {held} ({len(found.held)})", _table((at, said, study), rows_held)]
    return "\n\n".join(parts) + "\n"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *(tuple(map(_cell, row)) for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in " ".join(text.split()))
