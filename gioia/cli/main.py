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
    gc.set_threshold(50_000)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        _refuse_broken_bytes(sys.argv[1:])
        app()
    except GioiaError as error:
        sys.exit(_said(str(error), error.exit_code))
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        # The reader has gone (`gioia find … | head`): nothing is left to say, also not at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except (OSError, UnicodeError) as error:
        # What the system refuses at a place that nobody thought of: still one line, and never a traceback.
        sys.exit(_said(f"{error}: the system refused this; nothing more was done", 1))


def _refuse_broken_bytes(words: list[str]) -> None:
    """Refuse words that hold bytes of no character: neither a file nor a line of text could keep them."""
    for word in words:
        if not word.isascii() and any("\ud800" <= char <= "\udfff" for char in word):
            shown = word.encode("utf-8", "backslashreplace").decode()
            raise GioiaError(
                f"{shown}: this holds bytes that are no character", remedy="rename the file, or retype the word"
            )


def _said(line: str, exit_code: int) -> int:
    print(f"gioia: {line}", file=sys.stderr)  # noqa: T201 - the one place that prints errors
    return exit_code
