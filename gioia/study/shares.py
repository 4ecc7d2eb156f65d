"""Work on many documents that several processes do at once, each with its share of them.

Python does one thing at a time in a process, and a machine has two cores or more. A process that is forked from this one
begins with everything that is loaded, so that it costs a few milliseconds; it is worth that where the work takes a tenth of a second.
Only Linux forks safely whatever a library has begun; elsewhere one process has all documents.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_MOST = 4
"""So many processes: what they find is put together by one, which then has to do with nothing else."""
_KILL = 9


class Share(Struct, frozen=True):
    """Part `index`, from 0 on, of a list cut into `of` parts of one length, in its order."""

    index: int = 0
    of: int = 1

    def cut(self, items: list[_Item]) -> list[_Item]:
        """Return the items of this share."""
        return items[len(items) * self.index // self.of : len(items) * (self.index + 1) // self.of]


def shares(*, are_worth_it: bool) -> list[Share]:
    """Return a share for each process that the machine runs at once; one where the work is not worth more of them."""
    # A thread may hold a lock for ever in a process that is forked from it.
    if not are_worth_it or sys.platform != "linux" or threading.active_count() > 1:
        return [Share()]
    of = min(_MOST, len(os.sched_getaffinity(0)))
    return [Share(index, of) for index in range(of)]


def by_share(work: Callable[[Share], _Result], shares: Sequence[Share], kind: type[_Result]) -> list[_Result]:
    """Return what `work` gives for each share, all of them at work at once; `kind` is what msgspec decodes that to.

    What goes wrong in another process is done here again, so that it goes wrong as if there had been one.
    """
    others: list[tuple[int, int]] = []
    try:
        others += (_begun(work, share) for share in shares[1:])
        results = [work(shares[0])]
        for share, (_, pipe) in zip(shares[1:], others, strict=True):
            with open(pipe, "rb", closefd=False) as file:
                raw = file.read()
            try:
                results.append(msgspec.msgpack.decode(raw, type=kind))
            except msgspec.DecodeError:
                results.append(work(share))
        return results
    finally:
        for process, pipe in others:
            os.close(pipe)
            os.kill(process, _KILL)
            os.waitpid(process, 0)


def _begun(work: Callable[[Share], _Result], share: Share) -> tuple[int, int]:
    """Return the number of a process that does this share, and the pipe into which it writes the result."""
    pipe, end = os.pipe()
    process = os.fork()
    if process:
        os.close(end)
        return process, pipe
    try:
        with open(end, "wb") as file:  # noqa: PTH123 - a pipe has no path
            file.write(msgspec.msgpack.encode(work(share)))
    finally:
        # Nothing of what this process was forked from is for it to finish or to print.
        os._exit(0)
