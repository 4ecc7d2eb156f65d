"""A manuscript that was audited against the study, as the report shows it: each remark with both its places.

What finds the remarks is no part of the report; whoever has them hands them over in this form.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct, to_builtins

from gioia.findings import Severity


class Remark(Struct, frozen=True):
    """One thing that the manuscript says and how the study has it.

    `kind` is a machine-readable name such as quotation-altered; `place` is where it stands in the manuscript, in words for a
    reader. `said` is what stands there, `wording` what the study has, and `pieces` the difference between the two, as pairs of
    a sign (= the same, - only in the manuscript, + only in the study) and the words. `coding` is the id of the coding that it is
    about, `subject` the name of what else it is about; either may be empty. A remark of no fault has the severity `none`.
    """

    kind: str
    place: str
    said: str
    wording: str = ""
    pieces: tuple[tuple[str, str], ...] = ()
    message: str = ""
    severity: Severity | str = "none"
    coding: str = ""
    subject: str = ""


class Paper(Struct, frozen=True):
    """A manuscript by its name, and the remarks on it in the order of its text."""

    name: str
    remarks: tuple[Remark, ...] = ()


def paper_value(paper: Paper | None) -> dict[str, Any] | None:
    """Return the audited manuscript as a value for the page, None where there is none."""
    return to_builtins(paper) if paper else None
