"""Preparing a translation: a file in which every excerpt that is shown waits for its words in the second language.

A translator gets the originals one below the other and writes below each. What stands in the file stays as it is: a second
time, only excerpts come in that were chosen since.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from gioia.codings.coding import Coding
from gioia.edits.plan import Plan, change_text
from gioia.errors import GioiaError
from gioia.findings import counted
from gioia.plaintext.files import files_below, shown_path
from gioia.plaintext.yaml_edit import append_items, set_value
from gioia.plaintext.yaml_nodes import compose, entry_of
from gioia.sources.normal import printed
from gioia.study.excerpts import TRANSLATIONS
from gioia.study.history import Deed
from gioia.study.record import Study, shown_passages

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_REGION, _SCRIPT = 2, 4
"""How many letters the subtags of a region and of a script have, which are written BR and Hant (RFC 5646, 2.1.1)."""
_SCHEMA = "schemas/translation.schema.json"


def translate(study: Study, language: str, by: str = "") -> Plan:
    """Return the plan that adds to `translations/LANGUAGE.yaml` the excerpts that it does not have, to be translated.

    `language` is a code of BCP 47, such as en or pt-BR, in which capitals mean nothing: a file that is there is the one that is
    meant, however its name is written. `by` says who translates, where the file does not. Raises GioiaError for a language that
    is none, and where the study shows no excerpts.
    """
    if not _LANGUAGE.fullmatch(language):
        raise GioiaError(f"{language!r} is no code of a language", remedy="name it as en, fr or pt-BR")
    chosen = [codings[0] for codings in shown_passages(study)]
    if not chosen:
        raise GioiaError("the study shows no excerpts", remedy="choose some: gioia code … --role proof")
    path = _file(study.root / TRANSLATIONS, language)
    of_file = [one for one in study.translations if one.language == path.stem]
    there = {one.coding for one in of_file}
    added = [_entry(coding) for coding in chosen if coding.id not in there]

    def edit(text: str) -> str:
        whole = append_items(text or _head(study, by), ["excerpts"], added) if added else text
        return _signed(whole, by) if by else whole

    waiting = len(added) + sum(not one.text for one in of_file)
    message = f"{shown_path(path)}: {counted(len(added), 'excerpt')} added, {waiting:,} to translate"
    change = change_text(path, edit)
    is_changed = change.before != change.after
    return Plan((change,) if is_changed else (), (message,), deed=Deed("translate", (path.stem,)))


def _file(folder: Path, language: str) -> Path:
    """Return the file of the language that is there, else the one to be made, its name written as BCP 47 writes codes."""
    for path in files_below(folder, ".yaml")[0]:
        if path.stem.casefold() == language.casefold():
            return path
    first, *rest = language.split("-")
    cased = [
        part.upper() if len(part) == _REGION else part.title() if len(part) == _SCRIPT else part.lower()
        for part in rest
    ]
    return folder / f"{'-'.join([first.lower(), *cased])}.yaml"


def _signed(text: str, by: str) -> str:
    """Return the file's text with the translator, where it names none. Raises GioiaError where it names somebody else."""
    root = compose(text)
    entry = entry_of(root, "by") if root else None
    said = str(entry[1].value) if entry else ""
    if said and said != _name(by):
        remedy = "write by: below the excerpts that are somebody else's"
        raise GioiaError(f"the translation is by {said!r} already", remedy=remedy)
    return text if said else set_value(text, [], "by", _name(by))


def _entry(coding: Coding) -> dict[str, Any]:
    return {"coding": coding.id, "original": printed(coding.quotation), "translation": ""}


def _head(study: Study, by: str) -> str:
    schema = f"# yaml-language-server: $schema=../{_SCHEMA}\n" if (study.root / _SCHEMA).is_file() else ""
    about = "# Write each translation between its quotation marks, a quotation within it with “ ” or ' '.\n"
    who = _name(by).replace("\\", "\\\\").replace('"', '\\"')
    return f'{schema}{about}by: "{who}"\n'


def _name(by: str) -> str:
    return "".join(char for char in by if char.isprintable())
