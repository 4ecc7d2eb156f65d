"""Writing memos: a note added to what is known of a name or of a coding, and memos that follow a name to its new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import structs

from gioia.codebook.records import concepts, themes
from gioia.edits.plan import FileChange, Plan, change_text, coding_changes, file_bytes
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.plaintext.yaml_edit import set_value
from gioia.study.history import Deed
from gioia.study.memos import Memo, head, memo_path, memos_about, read_memos
from gioia.study.record import Study


def add_memo(study: Study, name: str, text: str, *, by: str, time: str) -> Plan:
    """Return the plan that adds a note about a coding (by its id) or a name, with who wrote it when.

    The first memo that is about the name gets it, else a new one. Raises GioiaError where nothing has that name, or where
    the note is empty.
    """
    if not text.strip():
        raise GioiaError("the note is empty", remedy="write it in quotation marks behind the name")
    coded = [coding for coding in study.codings if coding.id == name]
    if coded:
        noted = [structs.replace(coding, memo="\n".join(filter(None, (coding.memo, text)))) for coding in coded]
        changes = coding_changes(study, added=noted, removed=coded)
        return Plan(tuple(changes), (f"noted on the coding {name}",), deed=Deed("memo", (name,)))
    known = nameable(study)
    if name not in known:
        remedy = suggestion(name, known, "gioia structure and gioia sources show the names")
        raise GioiaError(f"nothing is called {name!r}", remedy=remedy)
    about = memos_about(read_memos(study), name)
    path = study.root / about[0].path if about else _free(study, name)
    entry = f"## {time[:10]} {by}\n\n{text.strip()}\n"
    change = change_text(path, lambda old: f"{old.rstrip()}\n\n{entry}" if old else _begun(name) + entry)
    return Plan(
        (change,), (f"noted on {name!r} in {path.relative_to(study.root).as_posix()}",), deed=Deed("memo", (name,))
    )


def nameable(study: Study) -> set[str]:
    """Return what a memo can be about: concepts, themes, dimensions, stages, sources and documents."""
    return {
        *(concept.name for concept in concepts(study.codebook)),
        *(theme.name for theme in themes(study.codebook)),
        *(dimension.name for dimension in study.codebook.dimensions),
        *(stage.name for stage in study.stages),
        *(source.code for source in study.sources),
        *study.documents,
    }


def memos_renamed(study: Study, new: Mapping[str, str]) -> list[FileChange]:
    """Return the changes that make memos about names (old name → new name) be about the new ones; each file stays where it is."""
    return [_about_another(study, memo, new[memo.about]) for memo in read_memos(study) if memo.about in new]


def _about_another(study: Study, memo: Memo, name: str) -> FileChange:
    def edit(text: str) -> str:
        found = head(text)
        if found is None:
            return text
        return text[: found.start(1)] + set_value(found[1], [], "about", name) + text[found.end(1) :]

    return change_text(study.root / memo.path, edit)


def _begun(name: str) -> str:
    about = set_value("about: _\n", [], "about", name)
    return f"---\n{about}---\n\n# {name}\n\n"


def _free(study: Study, name: str) -> Path:
    first = memo_path(study.root, name)
    return next(path for path in _numbered(first) if file_bytes(path) is None)


def _numbered(path: Path) -> Iterable[Path]:
    yield path
    number = 2
    while True:
        yield path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
