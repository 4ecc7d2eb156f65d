"""A new study: a small example that checks clean and runs, an empty one, or a copy of a published case.

The example stands in for a person's own material the way a word processor's placeholder does: as long as nothing in it
was touched, the first document that is added takes its place. A folder is built beside its target and renamed,
so that an `init` that is interrupted leaves nothing half-made.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal

import msgspec

from gioia.edits.documents import add_documents
from gioia.edits.evidence_table import import_table, read_rows
from gioia.edits.plan import FileChange, Plan, Planner, carry_out, file_bytes
from gioia.errors import GioiaError
from gioia.plaintext.files import LOCK_NAME, files_below, is_file, read_text, shown_path
from gioia.plaintext.writing import scratch_folder, uninterrupted
from gioia.sources.documents import RESERVED
from gioia.study.finding_studies import shipped_root
from gioia.study.loading import STUDY_FILE, load_study
from gioia.study.record import Study

Language = Literal["zh", "en"]

EXAMPLE_CODER = {"zh": "示例", "en": "example"}
_OWN_FILES = {"sources", "codings", "memos", "codebook.yaml", "model.yaml", "study.yaml"}


def new_study(
    target: Path, *, language: Language, time: str, empty: bool = False, codebook: Path | None = None
) -> None:
    """Make a study in the folder `target`: the example, or an empty one, or an empty one with a copy of a codebook.

    Raises GioiaError where something is there already, or where nothing can be made.
    """
    target = absolute(target)
    for folder in target.parents:
        if is_file(folder / STUDY_FILE):
            message = f"{shown_path(target)} would lie inside the study {folder.name!r}"
            raise GioiaError(message, remedy="go to the folder above it first: cd ..")
    with building(target) as folder:
        if empty or codebook is not None:
            _lay_out(folder, language, "empty")
        else:
            _build_example(folder, language, time)
        _name_study(folder, target.name, language)
        if codebook is not None:
            text, findings = read_text(codebook)
            if findings:
                raise GioiaError(f"{findings[0].place} {findings[0].message}", remedy=findings[0].remedy)
            (folder / "codebook.yaml").write_bytes(own_schema(text).encode())


def copy_case(target: Path, case: str) -> None:
    """Make a copy of a published case, with its codebook inside. Raises GioiaError where there is no such case."""
    root = shipped_root() / "corpora" / case
    if not (root / "study.yaml").is_file():
        cases = ", ".join(sorted(file.parent.name for file in root.parent.glob("*/study.yaml")))
        raise GioiaError(f"no case is called {case!r}", remedy=f"there are: {cases}")
    study, _ = load_study(root)
    with building(absolute(target)) as folder:
        shutil.copytree(root, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(LOCK_NAME))
        (folder / "codebook.yaml").write_bytes(study.codebook_file.read_bytes())
        own = (folder / "study.yaml").read_text(encoding="utf-8")
        path = os.path.relpath(study.codebook_file, root).replace(os.sep, "/")
        own = own.replace(f"codebook: {path}", "codebook: codebook.yaml")
        (folder / "study.yaml").write_bytes(own.encode())
        common_files(folder)
        for name in ("study.yaml", "codebook.yaml", "model.yaml"):
            file = folder / name
            file.write_bytes(own_schema(file.read_text(encoding="utf-8")).encode())


def bring_in(root: Path, planner: Planner, *, by: str = "", dry_run: bool = False) -> Plan:
    """Carry out, under the name `by`, an edit that brings in a person's own material, for which the untouched example makes room first.

    A study in which a person has changed, added or removed anything is left as it is, and so is the example where the
    edit would bring in nothing (a mistyped file name). Under `dry_run` nothing is written.
    """

    def planned(study: Study) -> Plan:
        if not is_untouched_example(study):
            return planner(study)
        return _in_its_place(
            study, planner, "would make room first" if dry_run else "has made room for your own material"
        )

    return carry_out(root, planned, by=by, dry_run=dry_run)


def is_untouched_example(study: Study) -> bool:
    """Tell whether every file of the study is as `new_study` made it, and nothing was added."""
    times = {document.added for document in study.documents.values()}
    if len(times) != 1 or {coding.coder for coding in study.codings} != {EXAMPLE_CODER[study.language]}:
        return False
    with scratch_folder() as scratch:
        folder = scratch / "example"
        folder.mkdir()
        language: Language = "en" if study.language == "en" else "zh"
        _build_example(folder, language, times.pop())
        _name_study(folder, study.title, language)
        return _contents(folder) == _contents(study.root)


def _in_its_place(study: Study, planner: Planner, notice: str) -> Plan:
    """Return one plan that takes the example's material away and brings in what the planner adds to a study without it."""
    language: Language = "en" if study.language == "en" else "zh"
    with scratch_folder() as scratch:
        folder = scratch / study.name
        folder.mkdir()
        _lay_out(folder, language, "empty")
        _name_study(folder, study.title, language)
        plan = planner(load_study(folder)[0])
        if not plan.changes:
            return plan
        wanted: dict[str, bytes | None] = dict(_contents(folder))
        wanted |= {change.path.relative_to(folder).as_posix(): change.after for change in plan.changes}
    present = _contents(study.root)
    changes = [
        FileChange(study.root / name, file_bytes(study.root / name), wanted.get(name))
        for name in sorted({*present, *wanted})
        if present.get(name) != wanted.get(name)
    ]
    messages = (f"the untouched example {notice}", *plan.messages)
    return msgspec.structs.replace(plan, changes=tuple(changes), messages=messages)


def _contents(root: Path) -> dict[str, bytes]:
    """Return path → bytes of the files that make up the analysis."""
    return {
        path.relative_to(root).as_posix(): file_bytes(path) or b""
        for path in files_below(root)[0]
        if path.relative_to(root).parts[0] in _OWN_FILES
    }


@contextlib.contextmanager
def building(target: Path) -> Iterator[Path]:
    """Give a folder that becomes `target` when all goes well, and goes away when not."""
    try:
        if target.exists() and (not target.is_dir() or any(target.iterdir())):
            raise GioiaError(f"{shown_path(target)}: something is there already", remedy="choose another name")
        if RESERVED.fullmatch(target.name) or target.name.strip(" .") != target.name or min(target.name) < " ":
            remedy = "choose a name that every system can hold"
            raise GioiaError(f"{target.name!r} cannot name a study", remedy=remedy)
        target.parent.mkdir(parents=True, exist_ok=True)
        with scratch_folder(target) as scratch:
            yield scratch
            with uninterrupted():
                _move(scratch, target)
    except OSError as error:
        message = f"{shown_path(target)}: cannot be made ({error.strerror or error})"
        raise GioiaError(message, remedy="choose another place", exit_code=1) from error


def copy_place(root: Path, named: Path | None, name: str) -> Path:
    """Return where a copy of the study in `root` goes: the place that is named, else `name` where one stands, or beside the study.

    Raises GioiaError where the place that is named lies in the study: the copy would be a part of what it is a copy of.
    """
    target = named or Path(name)
    if not target.resolve().is_relative_to(root.resolve()):
        return target
    if named is None:
        return root.resolve().parent / name
    raise GioiaError(f"{shown_path(target)} lies in the study itself", remedy="choose another place with --out")


def absolute(target: Path) -> Path:
    """Return the path in full: the folder that one stands in has a name, too."""
    return Path(os.path.abspath(target))  # noqa: PTH100 - no links are followed: the person's own name for the folder


def _move(scratch: Path, target: Path) -> None:
    """Rename the folder; an empty one that is there stays, since a shell may stand in it, and is filled, study.yaml last."""
    if not target.exists():
        scratch.chmod(0o755)
        scratch.rename(target)
        return
    names = sorted((path.name for path in scratch.iterdir()), key=lambda name: name == STUDY_FILE)
    try:
        for name in names:
            (scratch / name).rename(target / name)
    except OSError:
        for name in names:
            with contextlib.suppress(OSError):
                (target / name).rename(scratch / name)
        raise


def _build_example(folder: Path, language: Language, time: str) -> None:
    _lay_out(folder, language, "example")
    template = resources.files("gioia") / "templates" / language
    with resources.as_file(template) as source:
        for code in ("F1", "G1"):
            files = sorted((source / code).iterdir())
            carry_out(folder, lambda study, files=files, code=code: add_documents(study, files, code, time=time))  # type: ignore[misc]
        rows = read_rows(source / "evidence.csv")
        carry_out(folder, lambda study: import_table(study, rows, EXAMPLE_CODER[language], time=time))
    (folder / LOCK_NAME).unlink(missing_ok=True)


def _lay_out(folder: Path, language: Language, kind: Literal["empty", "example"]) -> None:
    template = resources.files("gioia") / "templates" / language / kind
    for file in template.iterdir():
        (folder / file.name).write_bytes(file.read_bytes())
    for name in ("sources", "codings", "memos"):
        (folder / name).mkdir(exist_ok=True)
    common_files(folder)


def common_files(folder: Path) -> None:
    """Lay out what every study has: the schemas of its files, and what git is to know."""
    package = resources.files("gioia")
    (folder / "schemas").mkdir(exist_ok=True)
    schemas: list[Traversable] = [file for file in (package / "schemas").iterdir() if file.name.endswith(".json")]
    for file in schemas:
        (folder / "schemas" / file.name).write_bytes(file.read_bytes())
    (folder / ".gitattributes").write_bytes(b"# Frozen texts and codings keep their bytes on every system.\n* -text\n")
    (folder / ".gitignore").write_bytes(b"out/\n.gioia.lock\n*.tmp\n")


def _name_study(folder: Path, name: str, language: Language) -> None:
    placeholder = {"zh": "新研究", "en": "New study"}[language]
    quoted = json.dumps(name, ensure_ascii=False)
    for key, file in (("study", folder / "study.yaml"), ("codebook", folder / "codebook.yaml")):
        text = file.read_text(encoding="utf-8").replace(f"{key}: {placeholder}\n", f"{key}: {quoted}\n")
        file.write_bytes(text.encode())


def own_schema(text: str) -> str:
    """Point the head of a YAML file at the schemas that lie in the study's own folder."""
    first, newline, rest = text.partition("\n")
    if "yaml-language-server" not in first:
        return text
    return f"# yaml-language-server: $schema=schemas/{first.rpartition('/')[2]}{newline}{rest}"
