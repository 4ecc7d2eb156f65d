"""Which study a person means: a folder, a name, or the one that is at hand.

A name such as `lechun` is looked for below `corpora/` of the working directory, then among the published cases that come
with the package. Those are read where they are and never written to.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.plaintext.files import is_file, shown_path
from gioia.study.loading import STUDY_FILE, codebook_path

VARIABLE = "GIOIA_STUDY"
_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_root() -> Path:
    """Return the folder with the `codebooks` and `corpora` that come with the package, or with its checkout."""
    shipped = _PACKAGE / "shipped"
    return shipped if shipped.is_dir() else _PACKAGE.parent


def find_study(named: str | Path | None = None, *, start: Path | None = None) -> Path:
    """Return the folder of the study that is meant.

    `named` is a folder, its study.yaml, or a name. Without it: the variable GIOIA_STUDY, the working directory or the
    nearest folder above it that holds a study, else the only study below it. `start` stands for the working directory.
    Raises GioiaError where there is none, or more than one.
    """
    here = start or Path.cwd()
    wanted = named or os.environ.get(VARIABLE)
    if wanted:
        return _named(str(wanted), here)
    for folder in (here, *here.parents):
        if is_file(folder / STUDY_FILE):
            return folder
    below = _below(here)
    if len(below) == 1:
        return below[0]
    if below:
        choices = ", ".join(shown_path(folder) for folder in below)
        raise GioiaError("several studies are here", remedy=f"name one of {choices}")
    raise GioiaError("no study is here", remedy="name its folder, or make one with gioia init NAME")


def was_guessed(root: Path, named: str | Path | None = None, *, start: Path | None = None) -> bool:
    """Tell whether nobody named the study, and one does not stand in its folder either: it lies above or below."""
    return not (named or os.environ.get(VARIABLE)) and root != (start or Path.cwd())


def find_codebook(named: str) -> Path:
    """Return the codebook file that is meant: a path, or the name of a published case such as `lechun`."""
    for path in (Path(named), Path("codebooks") / f"{named}.yaml", shipped_root() / "codebooks" / f"{named}.yaml"):
        if is_file(path):
            return path
    raise GioiaError(f"{named}: no codebook is there", remedy="name a codebook file, or a case such as lechun")


def is_shipped(root: Path) -> bool:
    """Tell whether the study came inside the installed package, where nothing is written."""
    return root.resolve().is_relative_to(_PACKAGE)


def sharing_codebook(root: Path, codebook_file: Path) -> list[Path]:
    """Return the folders of the other studies near the study `root` and the codebook that name the same codebook file.

    Near is: beside either of them, in the folder above the codebook's, and in `corpora/` there. Sorted by their paths.
    """
    book, own = codebook_file.resolve(), root.resolve()
    homes = dict.fromkeys((own.parent, book.parent, book.parent.parent))
    folders = {folder.resolve() for home in homes for folder in _below(home)} - {own}
    return sorted(folder for folder in folders if _may_name(folder, book) and codebook_path(folder).resolve() == book)


def _may_name(folder: Path, book: Path) -> bool:
    """Tell whether the study's file may name the codebook: parsing the file of every neighbour would take too long."""
    with contextlib.suppress(OSError):
        return folder == book.parent or book.name.encode() in (folder / STUDY_FILE).read_bytes()
    return False


def _named(wanted: str, here: Path) -> Path:
    path = here / wanted
    if path.name == STUDY_FILE and is_file(path):
        return path.parent
    for folder in (path, here / "corpora" / wanted, shipped_root() / "corpora" / wanted):
        if is_file(folder / STUDY_FILE):
            return folder
    known = {folder.name for folder in (*_below(here), *_below(shipped_root()))}
    otherwise = "name a folder that holds study.yaml, or make one with gioia init NAME"
    remedy = suggestion(Path(wanted).name, known, otherwise)
    raise GioiaError(f"{wanted}: no study is there", remedy=remedy)


def _below(here: Path) -> list[Path]:
    try:
        return sorted(file.parent for pattern in ("*", "corpora/*") for file in here.glob(f"{pattern}/{STUDY_FILE}"))
    except OSError:
        return []
