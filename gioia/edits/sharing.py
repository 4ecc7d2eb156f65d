"""Studies that share a codebook: what changes a name there, or takes it away, is done in every one of them or in none.

An edit is planned for one study. Where it changes names of a codebook that other studies use too, the same edit is planned for
each of those, and their files (codings, model, waivers, memos, review list) are written together with its own. Every study's
history gets the line; the study where the edit was made undoes it, for all.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.files import lock, shown_path
from gioia.plaintext.writing import finish
from gioia.study.finding_studies import sharing_codebook
from gioia.study.loading import STUDY_FILE, load_study
from gioia.study.record import Study


@contextlib.contextmanager
def others(study: Study, *, locked: bool) -> Iterator[list[tuple[Study, list[Finding]]]]:
    """Give the other studies with this one's codebook, each with its findings, and hold their locks where asked.

    Raises GioiaError where one of them cannot be written to, or its study.yaml cannot be read. Two programs that edit two such studies at one moment wait for
    each other: one of them gives up after the lock's time, with nothing written.
    """
    with contextlib.ExitStack() as locks:
        roots = sharing_codebook(study.root, study.codebook_file)
        for root in roots if locked else ():
            locks.enter_context(lock(root))
            finish(root)
        loaded = [load_study(root) for root in roots]
        for one, findings in loaded:
            _refuse_unread(one, findings)
        yield loaded


def _refuse_unread(study: Study, findings: Iterable[Finding]) -> None:
    """Stop where it cannot be told what a study has: it would be left with names that the codebook has no more."""
    shown = shown_path(study.root / STUDY_FILE)
    for finding in findings:
        if finding.place.path == shown and finding.rule in {"FI1", "FI2"}:
            error = GioiaError(f"{finding.place} {finding.message}", remedy=finding.remedy, exit_code=1)
            raise named(study, error)


def named(study: Study, error: GioiaError) -> GioiaError:
    """Return the error with the name of the other study that it is about."""
    message = f"in the study {study.name}, which shares the codebook: {error.message}"
    return GioiaError(message, remedy=error.remedy, exit_code=error.exit_code)
