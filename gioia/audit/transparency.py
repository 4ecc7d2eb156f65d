"""Transparency: what a reader has to be told so as to judge a study, and what does not apply, with the reason."""

from __future__ import annotations

from collections.abc import Iterator

from gioia.findings import Finding, Place, finding
from gioia.plaintext.files import shown_path
from gioia.study.record import Study, evidence
from gioia.study.statements import says

CRITERIA = (
    "method",
    "setting",
    "position",
    "sampling",
    "importance",
    "interactions",
    "saturation",
    "unexpected",
    "power",
    "coding",
    "analysis",
    "disclosure",
)
"""The twelve criteria of Aguinis and Solarino (2019), in their order, as statements of study.yaml."""


def answered_criteria(study: Study) -> Iterator[Finding]:
    """TP1: each of the twelve criteria is answered, or does not apply for a reason that is given."""
    if not evidence(study):
        return
    lacking = [name for name in CRITERIA if not says(study.statements, name)]
    if lacking:
        bare = [name for name in lacking if name in study.statements]
        why = f"; of {', '.join(bare)} no reason is given" if bare else ""
        message = f"{len(lacking)} of the twelve criteria of transparency are not answered: {', '.join(lacking)}{why}"
        remedy = "answer them under statements in study.yaml, or write n/a: and the reason"
        yield finding("TP1", Place(shown_path(study.study_file)), message, remedy, subject="statements")


RULES = (answered_criteria,)
