"""The papers with planted faults: nearly all of them are found, and nothing else is remarked on."""

from __future__ import annotations

import pytest

from benchmarks.audit import is_fault
from benchmarks.planted import folders, read_planted, score
from gioia import load_study
from gioia.audit.manuscript.audit import audit
from gioia.audit.manuscript.reading import read_manuscript


@pytest.mark.parametrize("folder", folders(), ids=lambda folder: folder.name)
def test_what_is_planted_is_found(folder):
    planted = read_planted(folder)
    study, _ = load_study(folder / "study")
    found = audit(read_manuscript(folder / planted.paper), study)
    result = score(found.manuscript.text, planted.faults, [one for one in found.remarks if is_fault(one)])
    assert [(one.kind, one.said) for one in result.false] == []
    assert len(result.found) >= 0.9 * len(planted.faults)
