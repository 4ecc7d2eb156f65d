"""A manuscript that was audited against the study, as the report shows it: each remark with both its places.

What finds the remarks is no part of the report; whoever has them hands them over in this form.
"""

from __future__ import annotations

from typing import Any, Literal

from msgspec import Struct, to_builtins

from gioia.findings import Severity


class Remark(Struct, frozen=True):
    """One thing that the manuscript says, and how the study has it.

    `en` and `zh` say what kind of remark it is, and stand over all of the kind; `place` is where it stands in the manuscript,
    in words for a reader. `said` is what stands there, `wording` what the study has and `study_place` where. `difference` is both as one, with
    what only the study has in [-…-] and what only the manuscript has in {+…+}. `subject` names what it is about: a coding's id, a
    theme, any name of the study. A quotation that holds has the severity `none`; `waived` is the reason of a waiver.
    """

    en: str
    zh: str
    place: str
    said: str
    message: str = ""
    wording: str = ""
    study_place: str = ""
    difference: str = ""
    severity: Severity | Literal["none"] = "none"
    subject: str = ""
    waived: str = ""


class Paper(Struct, frozen=True):
    """A manuscript by its name, and the remarks on it in the order in which a report lists them."""

    name: str
    remarks: tuple[Remark, ...] = ()


def paper_value(paper: Paper | None) -> dict[str, Any] | None:
    """Return the audited manuscript as a value for the page, None where there is none."""
    return to_builtins(paper) if paper else None
