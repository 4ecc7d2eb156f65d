"""The one root error of the package.

Faults in a person's files are never raised: they come back as findings. What is raised is misuse (a study that is not
there, an option that makes no sense) and a broken environment (a disk that is full, a missing extra). The command line
turns every `GioiaError` into one line on standard error and the exit code that it carries.
"""

from __future__ import annotations


class GioiaError(Exception):
    """Misuse or a broken environment: one line that names what is wrong and what to do.

    `exit_code` is 2 for misuse, the default, and 1 where the study itself stands in the way.
    """

    def __init__(self, message: str, *, remedy: str = "", exit_code: int = 2) -> None:
        super().__init__(f"{message}: {remedy}" if remedy else message)
        self.message = message
        self.remedy = remedy
        self.exit_code = exit_code


class ChangedError(GioiaError):
    """What an edit was planned on is not any more as it was: somebody else was there in between. Nothing was written."""


class UnwritableError(GioiaError):
    """A display cannot be held by a file format on this system; the others can still be written."""
