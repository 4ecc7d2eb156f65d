"""Writing: files that change together, each of them the old one or the new one at whatever moment the machine stops.

Every file is written beside its place first and flushed to the disk; then all are renamed over the old ones, one after the
other. A disk that fills up is met while nothing has changed yet, and what is renamed already goes back where one of the
later ones is refused. Where the program is killed between two files, the journal of the renaming is left, and whoever comes
next completes it. To go back takes no room, for the old file is kept beside its place under another name until all are
done; where even that is refused it stays there, and the error says what it is called. An interruption (Ctrl-C) waits until
the step that it meets is done, so that no temporary file and no half of an edit is left.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from gioia.errors import GioiaError
from gioia.plaintext.files import JOURNAL_NAME, refused, shown_path
from gioia.plaintext.replacing import flush_folder, keep, keep_mode, rename, write_flushed


class _Step(msgspec.Struct, frozen=True):
    """The renaming that gives the file at `path` its place, or takes it away.

    The old file is kept as `old`, None where there is none; a file that goes away is renamed to it.
    """

    path: Path
    source: Path
    target: Path
    old: Path | None


class Writing:
    """The files of one edit, in the order in which they take their places.

    With a `journal`, a file beside which all of them lie, what is to be renamed is written there first, so that `finish` can
    go on where the program was ended in between.
    """

    def __init__(self, journal: Path | None = None) -> None:
        self._journal = journal
        self._steps: list[_Step] = []
        self._beside: list[Path] = []
        self._made: list[Path] = []
        self.stuck: list[str] = []
        """What a person has to do by hand, where the system refused to put back what was there before."""

    def put(self, path: Path, content: bytes) -> None:
        """Write the content beside its place; where a link stands there, beside the file that it leads to.

        Raises GioiaError where the disk refuses.
        """
        place = Path(os.path.realpath(path)) if path.is_symlink() else _in_real_folder(path)
        with uninterrupted(), _told(path):
            self._make_folders(place.parent)
            descriptor, new = self._reserve(place, ".tmp")
            old = new.with_suffix(".old.tmp")
            self._beside.append(old)
            write_flushed(os.fdopen(descriptor, "wb"), content)
            keep_mode(place, new)
            self._steps.append(_Step(place, new, place, old if keep(place, old) else None))

    def remove(self, path: Path) -> None:
        """Take the file away with the others; one that is gone already is no fault.

        Raises GioiaError where the disk refuses.
        """
        place = _in_real_folder(path)
        with uninterrupted(), _told(path), contextlib.suppress(FileNotFoundError):
            descriptor, old = self._reserve(place, ".old.tmp")
            os.close(descriptor)
            self._steps.append(_Step(place, place, old, old))

    def settle(self) -> None:
        """Give all files their places; where the system refuses one, bring back what was there before, and abandon them.

        Raises GioiaError then; `stuck` says what could not be brought back.
        """
        done: list[_Step] = []
        try:
            if self._journal and len(self._steps) > 1:
                _note(self._journal, self._steps, self._beside)
            for step in self._steps:
                with _told(step.path):
                    if _takes_place(step):
                        done.append(step)
        except BaseException:
            self._forget()
            self._bring_back(done)
            self.abandon()
            raise
        self._forget()
        steps, self._steps, self._made = self._steps, [], []
        self.abandon()
        for folder in {step.path.parent for step in steps}:
            flush_folder(folder)
        for step in steps:
            if step.source == step.path:
                with contextlib.suppress(OSError):
                    step.path.parent.rmdir()  # only where nothing is left in it

    def abandon(self) -> None:
        """Leave nothing beside the places, and no folder that was made for a new file."""
        for temporary in self._beside:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        for folder in reversed(self._made):
            with contextlib.suppress(OSError):
                folder.rmdir()
        self._steps, self._beside, self._made = [], [], []

    def _forget(self) -> None:
        for journal in (self._journal, _begun(self._journal)) if self._journal else ():
            with contextlib.suppress(OSError):
                journal.unlink(missing_ok=True)

    def _bring_back(self, done: list[_Step]) -> None:
        for step in reversed(done):
            try:
                if step.old is None:
                    step.path.unlink(missing_ok=True)
                else:
                    rename(step.old, step.path)
            except OSError:
                if step.old is None:
                    self.stuck.append(f"delete {shown_path(step.path)}")
                else:
                    self._beside.remove(step.old)
                    self.stuck.append(f"rename {shown_path(step.old)} to {shown_path(step.path)}")

    def _reserve(self, path: Path, ending: str) -> tuple[int, Path]:
        """Make an empty file beside the path, with a name that nothing else has; return its descriptor and its path."""
        import tempfile

        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=ending, dir=path.parent)
        self._beside.append(Path(name))
        return descriptor, Path(name)

    def _make_folders(self, folder: Path) -> None:
        missing = [above for above in (folder, *folder.parents) if not above.is_dir()]
        for above in reversed(missing):
            above.mkdir(exist_ok=True)
            self._made.append(above)


class Rehearsal(Writing):
    """A writing that writes nothing, to see what another would do."""

    def put(self, path: Path, content: bytes) -> None:
        """Leave the file as it is."""

    def remove(self, path: Path) -> None:
        """Leave the file where it is."""


@contextlib.contextmanager
def together(journal: Path | None = None) -> Iterator[Writing]:
    """Give a writing whose files take their places at the end of the block; where it raises, none of them does.

    With a `journal`, `finish` completes what a killed program left half done.

    Raises GioiaError where one is refused. Where the system then refuses, too, to put back another, that is in the error,
    with the file in which the old one is kept.
    """
    writing = Writing(journal)
    try:
        yield writing
        with uninterrupted():
            writing.settle()
    except BaseException as error:
        if writing.stuck:
            told = error.message if isinstance(error, GioiaError) else "interrupted"
            message = f"{told}, and not everything could be put back"
            raise GioiaError(message, remedy="; ".join(writing.stuck), exit_code=1) from error
        with uninterrupted():
            writing.abandon()
        raise


def finish(folder: Path) -> None:
    """Complete what a program that was killed, or a machine that stopped, left half done; the caller holds the folder's lock.

    Everything is on the disk by then and only has to be renamed. Where somebody has changed one of the files since, nothing
    is touched: their work wins, and what is still missing stays beside its place under a hidden name. Raises GioiaError where
    the disk refuses, or where what is written down is none of what `Writing` writes: a study may come from anywhere.
    """
    journal = folder / JOURNAL_NAME
    try:
        noted = msgspec.json.decode(journal.read_bytes(), type=_Noted)
        _check(noted)
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        remedy = f"look at the study with git, then delete {shown_path(journal)}"
        raise GioiaError(f"{shown_path(journal)}: cannot be read ({error})", remedy=remedy, exit_code=1) from error
    left = [move for move in noted.moves if os.path.lexists(folder / move.source)]
    with uninterrupted(), _told(journal):
        if all(_seal(folder / move.path) == move.seal for move in left):
            for move in left:
                rename(folder / move.source, folder / move.target)
                flush_folder((folder / move.target).parent)
            for beside in noted.beside:
                (folder / beside).unlink(missing_ok=True)
        journal.unlink(missing_ok=True)


class _Move(msgspec.Struct, frozen=True):
    """A renaming that is still to come, and the `seal` of the file at `path` before it; paths are from the journal's folder."""

    source: str
    target: str
    path: str
    seal: str


class _Noted(msgspec.Struct, frozen=True):
    """What the journal holds: the renamings in their order, and the files beside their places that go away afterwards."""

    moves: tuple[_Move, ...]
    beside: tuple[str, ...]


def _check(noted: _Noted) -> None:
    """Raise ValueError where a renaming leads to another folder, or to or from a name that is not of a file beside its place."""
    for move in noted.moves:
        ends = Path(move.source), Path(move.target)
        hidden = [end for end in ends if _is_beside(end)]
        if ends[0].parent != ends[1].parent or len(hidden) != 1 or Path(move.path) in hidden:
            raise ValueError(move.target)
    for beside in noted.beside:
        if not _is_beside(Path(beside)):
            raise ValueError(beside)


def _is_beside(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith(".tmp")


def _note(journal: Path, steps: list[_Step], beside: list[Path]) -> None:
    """Write down what is to be renamed, so that it is on the disk before the first file is."""

    def shown(path: Path) -> str:
        try:
            return os.path.relpath(path, os.path.realpath(journal.parent))
        except ValueError:
            # On Windows there is no way from one drive to another.
            return os.path.abspath(path)  # noqa: PTH100 - no links are followed

    moves = tuple(_Move(shown(step.source), shown(step.target), shown(step.path), _seal(step.path)) for step in steps)
    noted = _Noted(moves, tuple(map(shown, beside)))
    new = _begun(journal)
    with _told(journal):
        write_flushed(new.open("wb"), msgspec.json.encode(noted))
        rename(new, journal)
        flush_folder(journal.parent)


def _in_real_folder(path: Path) -> Path:
    """Return the path with its folder's own name: what `..` behind a link means, the system and `os.path` see differently."""
    return Path(os.path.realpath(path.parent), path.name)


def _begun(journal: Path) -> Path:
    return journal.with_name(f"{journal.name}.tmp")


def _seal(path: Path) -> str:
    """Return the SHA-256 of a file, empty where there is none."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except FileNotFoundError:
        return ""


def write_atomic(path: Path, content: bytes) -> None:
    """Write one file. Raises GioiaError where the disk refuses; the old file is then untouched."""
    with together() as writing:
        writing.put(path, content)


@contextlib.contextmanager
def scratch_folder(beside: Path | None = None) -> Iterator[Path]:
    """Give a folder that goes away at the end of the block: a hidden one beside a path, or where the system has them.

    Raises GioiaError where the disk refuses anything in the block.
    """
    import shutil
    import tempfile

    made = ""
    try:
        with uninterrupted():
            prefix = f".{beside.name[:40]}." if beside else "gioia-"
            made = tempfile.mkdtemp(prefix=prefix, dir=beside.parent if beside else None)
        yield Path(made)
    except OSError as error:
        raise refused(beside or Path(made or tempfile.gettempdir()), error) from error
    finally:
        with uninterrupted():
            shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def uninterrupted() -> Iterator[None]:
    """Let an interruption that comes during the block wait for its end; it then does what it would have done before."""
    before = signal.getsignal(signal.SIGINT)
    if before is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple[Any, ...]] = []
    signal.signal(signal.SIGINT, lambda *seen: came.append(seen))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
        if came and callable(before):
            before(*came[0])
        elif came and before == signal.SIG_DFL:
            signal.raise_signal(signal.SIGINT)


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error


def _takes_place(step: _Step) -> bool:
    """Rename; return False where a file that is to go away is not there."""
    taken_away = step.source == step.path
    if taken_away and step.path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    try:
        rename(step.source, step.target)
    except FileNotFoundError:
        if taken_away:
            return False
        raise
    return True
