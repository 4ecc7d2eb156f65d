"""How much of what is wrong in a paper its audit finds, and how much it finds that is not wrong.

Each paper of `benchmarks/papers` was written with known faults (`benchmarks.planted`). Printed are found / planted by kind,
false / reported, and the time of reading the paper and auditing it, its study read before. `python -m benchmarks.audit --list`
also prints each fault that was missed and each false remark.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from benchmarks.planted import KINDS, Fault, Planted, Score, folders, read_planted, score
from gioia import Study, load_study
from gioia.audit.manuscript.audit import Audit, audit
from gioia.audit.manuscript.manuscript import KINDS as KINDS_OF_REMARKS
from gioia.audit.manuscript.manuscript import Remark
from gioia.audit.manuscript.reading import read_manuscript


def main(*, listed: bool = False) -> None:
    """Print what was found in every paper."""
    for folder in folders():
        planted = read_planted(folder)
        study, _ = load_study(folder / "study")
        found, seconds = audited(folder / planted.paper, study)
        text = found.manuscript.text
        result = score(text, planted.faults, [one for one in found.remarks if is_fault(one)])
        print_score(folder.name, planted, result, f"{len(text):,} characters, {seconds:.2f} s")
        if listed:
            print_list(text, result)


def audited(paper: Path, study: Study) -> tuple[Audit, float]:
    """Return the audit of a paper, and the seconds that reading and auditing took."""
    audit(read_manuscript(paper), study)  # once before, so that no library is loaded while the time is taken
    start = time.perf_counter()
    found = audit(read_manuscript(paper), study)
    return found, time.perf_counter() - start


def is_fault(one: Remark) -> bool:
    """Tell whether a remark says that something is wrong; a claim that is told for information is none."""
    return one.severity != "info" or KINDS_OF_REMARKS[one.kind].severity == "info"


def print_score(name: str, planted: Planted, result: Score, size: str) -> None:
    """Print a paper's figures: in sum, and found / planted for each kind."""
    reported = len(result.right) + len(result.false)
    total = len(planted.faults)
    print(
        f"{name}: found {len(result.found)} / {total} planted, false {len(result.false)} / {reported} reported ({size})"
    )
    in_all, found = kinds(planted.faults), kinds(result.found)
    false = Counter(remark.kind for remark in result.false)
    for kind in KINDS:
        if in_all[kind] or false[kind]:
            print(f"  {kind:26}{found[kind]:3} / {in_all[kind]:<3} false {false[kind]}")


def print_list(text: str, result: Score) -> None:
    """Print each fault that was missed, and each false remark with its line in the manuscript's text."""
    for fault in result.missed:
        print(f"  missed {fault.kind}: {fault.at or fault.name} ({fault.why})")
    for remark in result.false:
        line = text.count("\n", 0, remark.start) + 1
        print(f"  false {remark.kind}: line {line}: {remark.said} ({remark.message})")


def kinds(faults: Sequence[Fault]) -> Counter[str]:
    """Return how many faults are of each kind."""
    return Counter(fault.kind for fault in faults)


if __name__ == "__main__":
    main(listed="--list" in sys.argv[1:])
