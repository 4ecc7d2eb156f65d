"""The entry of the program: runs the command line and turns errors into one line and an exit code, in one place."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # what is loaded at once: the module around it takes its time
import _thread
import gc
import os
import sys

from gioia.errors import GioiaError

_IS_DEAF = _signal.getsignal(_signal.SIGINT) == _signal.SIG_IGN
"""Whether the program was started so that interruptions pass it by, as in the background of a shell script."""
if not _IS_DEAF:
    # Until `run` is there to say that it was interrupted, an interruption ends the program without a traceback.
    _signal.signal(_signal.SIGINT, _signal.SIG_DFL)

INTERRUPTED = 130


def run() -> None:
    """Run the program with the arguments of the process, whatever encoding its terminal has."""
    code: int | str | None = INTERRUPTED
    try:
        try:
            sys.unraisablehook = _interrupted_again
            if not _IS_DEAF:
                _signal.signal(_signal.SIGINT, _signal.default_int_handler)
            code = _run()
        finally:
            # What is left to do is to end; an interruption would only print how Python ends.
            _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
    except KeyboardInterrupt:
        _signal.signal(_signal.SIGINT, _signal.SIG_IGN)
    if code == INTERRUPTED:
        from gioia.cli.words import say

        _said(
            say(
                "interrupted: the study is as it was, or the command was done already",
                "已中断：研究保持原样，或命令已经做完",
            ),
            INTERRUPTED,
        )
    sys.exit(code)


def _interrupted_again(lost: sys.UnraisableHookArgs) -> None:
    """Interrupt once more where an interruption met a place, such as the end of an object, at which it would be lost."""
    if issubclass(lost.exc_type, KeyboardInterrupt):
        _thread.interrupt_main()
    else:
        sys.__unraisablehook__(lost)


def _run() -> int | str | None:
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
        # Typer returns the code of a command that ends early, and raises what is wrong with the command line.
        ended_with: object = app(standalone_mode=False)
    except SystemExit as ended:
        return ended.code
    except GioiaError as error:
        return _said(_told(error), error.exit_code)
    except BrokenPipeError:
        # The reader has gone (`gioia find … | head`): nothing is left to say, also not at the interpreter's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, UnicodeError, MemoryError, RecursionError) as error:
        # What the system refuses at a place that nobody thought of: still one line, and never a traceback.
        from gioia.cli.words import say

        reason = error or say("not enough memory", "内存不足")
        return _said(
            say(f"{reason}: the system refused this; nothing more was done", f"{reason}：系统拒绝了；没有再做别的"), 1
        )
    except Exception as error:  # noqa: BLE001 - releases of typer share no class of errors; what is none of its is raised again
        return _misused(error)
    return ended_with if isinstance(ended_with, int) else 0


def _told(error: GioiaError) -> str:
    """Return what is wrong and what to do, on one line in the person's language."""
    from gioia.cli.words import say, worded

    return say(": ", "；").join(worded(part) for part in (error.message, error.remedy) if part)


def _misused(error: Exception) -> int:
    """Say what is wrong with the command line, or that the person said no; any other error is raised again."""
    from gioia.cli.misuse import is_misuse, told
    from gioia.cli.words import say

    if type(error).__name__ == "Abort":
        return _said(say("stopped; nothing was changed", "已停止；什么都没有改"), 1)
    if not is_misuse(error):
        raise error
    line = told(error)
    return _said(line, error.exit_code) if line else error.exit_code  # type: ignore[attr-defined]


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
