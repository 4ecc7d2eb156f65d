"""Ratios measured side by side: two things timed in turn in one run, so that a slow machine slows both.

Absolute times say more about a machine than about a program, and are never asserted. What is printed is the median of the
ratios of neighbouring runs, with the lowest and the highest, and the aim that it is held against.
"""

from __future__ import annotations

import statistics
import subprocess
import time
from collections.abc import Callable, Sequence


def ratio(name: str, ours: Callable[[], object], other: Callable[[], object], *, rounds: int, aim: float) -> float:
    """Time both in turn, print the line of the benchmark, and return the median ratio. The first round is not counted."""
    ratios: list[float] = []
    seconds: tuple[list[float], list[float]] = ([], [])
    for index in range(rounds + 1):
        pair = (_timed(other), _timed(ours))
        if index:
            seconds[0].append(pair[0])
            seconds[1].append(pair[1])
            ratios.append(pair[1] / pair[0])
    middle = statistics.median(ratios)
    print(
        f"{name}: {middle:.2f} × (lowest {min(ratios):.2f}, highest {max(ratios):.2f}; aim at most {aim} ×); "
        f"{statistics.median(seconds[1]):.3f} s against {statistics.median(seconds[0]):.3f} s, {rounds} rounds"
    )
    return middle


def command(words: Sequence[str]) -> Callable[[], object]:
    """Return a function that runs the command as a whole process, its output thrown away."""
    return lambda: subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _timed(function: Callable[[], object]) -> float:
    start = time.perf_counter()
    function()
    return time.perf_counter() - start
