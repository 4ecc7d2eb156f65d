"""The entry of the program: runs the command line and turns errors into one line and an exit code, in one place."""

from __future__ import annotations

import gc
import os
import sys

from gioia.errors import GioiaError

INTERRUPTED = 130


def run() -> None:
    """Run the program with the arguments of the process, whatever encoding its terminal has."""
    # A command is short-lived and makes few cycles; to collect while modules load only costs time.
    gc.disable()
    from gioia.cli.program import app

    gc.enable()
    gc.freeze()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        app()
    except GioiaError as error:
        print(f"gioia: {error}", file=sys.stderr)  # noqa: T201 - the one place that prints errors
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (`gioia find … | head`): nothing is left to say, also not at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
