"""The rule about what a translation lacks: where a study shows its excerpts in a second language, it shows all of them so."""

from __future__ import annotations

from collections.abc import Iterator

from gioia.findings import Finding, Place, counted, finding
from gioia.study.record import Study, shown_passages


def whole_translations(study: Study) -> Iterator[Finding]:
    """TR11: of a study that is translated, no excerpt is without its translation."""
    files = {one.language: one.place.path for one in study.translations}
    shown = shown_passages(study) if files else []
    for language, path in files.items():
        there = {one.coding for one in study.translations if one.language == language and one.text}
        lacking = [codings[0].id for codings in shown if not any(coding.id in there for coding in codings)]
        if lacking:
            of_all = f"{len(lacking):,} of {counted(len(shown), 'excerpt')}"
            message = (
                f"{of_all} {'has' if len(lacking) == 1 else 'have'} no translation ({language}), first {lacking[0]}"
            )
            remedy = f"translate what is empty there; gioia translate {language} adds what is not in the file yet"
            yield finding("TR11", Place(path), message, remedy, subject=language)
