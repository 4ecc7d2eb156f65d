"""The rules about what is printed of a quotation: cuts are marked, and a translation is of the words that stand there."""

from __future__ import annotations

from collections.abc import Iterator

from gioia.codings.omissions import fault
from gioia.findings import Finding, finding
from gioia.sources.normal import printed, shortened
from gioia.study.record import Study


def marked_cuts(study: Study) -> Iterator[Finding]:
    """TR5: a shortened excerpt is the quotation to the letter, every cut marked, every insertion in brackets."""
    quotations = _quotations(study, {one.coding for one in study.shortened})
    for one in study.shortened:
        wrong = fault(one.shown, quotations[one.coding]) if one.coding in quotations else ""
        if wrong:
            message = f"the shortened excerpt of {one.coding}: {wrong}"
            remedy = (
                "take the words from the quotation and mark every cut with …… or [...]; until then it is printed whole"
            )
            yield finding("TR5", one.place, message, remedy, subject=one.coding)


def current_translations(study: Study) -> Iterator[Finding]:
    """TR10: what was translated is the quotation that the coding has now."""
    quotations = _quotations(study, {one.coding for one in study.translations})
    for one in study.translations:
        now = quotations.get(one.coding)
        if now is not None and now != printed(one.original):
            message = f"the translation of {one.coding} is of other words than “{shortened(now)}”"
            remedy = "translate the quotation as it is now, and put it under original; until then none is printed"
            yield finding("TR10", one.place, message, remedy, subject=one.coding)


def _quotations(study: Study, ids: set[str]) -> dict[str, str]:
    """Return id → quotation as displays print it, for the codings of these ids."""
    return {coding.id: printed(coding.quotation) for coding in study.codings if coding.id in ids} if ids else {}
