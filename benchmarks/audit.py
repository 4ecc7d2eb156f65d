"""How much of what is wrong in a paper its audit finds, and how much it finds that is not wrong.

Each paper of `benchmarks/papers` was written with known faults (`benchmarks.planted`). Printed are found / planted by kind,
false / reported, and the time of reading the paper and auditing it, its study read before. `python -m benchmarks.audit --list`
also prints each fault that was missed and each false remark.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.planted import KINDS, Fault, Planted, Remark, Score, folders, read_planted, score


def main(*, listed: bool = False) -> None:
    """Print what was found in every paper."""
    try:
        auditor = importlib.import_module("gioia.audit.manuscript")
    except ModuleNotFoundError:
        print("gioia audit: there is no audit of manuscripts in this version, nothing was measured")
        return
    for folder in folders():
        planted = read_planted(folder)
        text, remarks, seconds = audited(auditor, folder / planted.paper, folder / "study")
        result = score(text, planted.faults, remarks)
        print_score(folder.name, planted, result, f"{len(text):,} characters, {seconds:.2f} s")
        if listed:
            print_list(text, result)


def audited(auditor: Any, paper: Path, study: Path) -> tuple[str, Sequence[Remark], float]:  # noqa: ANN401 - a module
    """Return the manuscript's text, the remarks about it, and the seconds that reading and auditing took."""
    auditor.remarks(paper, study)  # once before, so that no library is loaded while the time is taken
    start = time.perf_counter()
    remarks = auditor.remarks(paper, study)
    seconds = time.perf_counter() - start
    return auditor.read_manuscript(paper).text, remarks, seconds


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
