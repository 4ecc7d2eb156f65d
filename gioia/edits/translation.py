"""Preparing a translation: a file in which every excerpt that is shown waits for its words in the second language.

A translator gets the originals one below the other and writes below each. What stands in the file stays as it is: a second
time, only excerpts come in that were chosen since.
"""

from __future__ import annotations

import re
from typing import Any

from gioia.codings.coding import Coding
from gioia.edits.plan import Plan, change_text
from gioia.errors import GioiaError
from gioia.plaintext.files import shown_path
from gioia.plaintext.yaml_edit import append_items
from gioia.sources.normal import counted, printed
from gioia.study.excerpts import TRANSLATIONS
from gioia.study.history import Deed
from gioia.study.record import Study, evidence

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_SCHEMA = "schemas/translation.schema.json"


def translate(study: Study, language: str, by: str = "") -> Plan:
    """Return the plan that adds to `translations/LANGUAGE.yaml` the excerpts that it does not have, to be translated.

    `language` is a code of BCP 47, such as en or pt-BR; `by` says who translates, where the file is new. Raises GioiaError
    for a language that is none, and where the study shows no excerpts.
    """
    if not _LANGUAGE.fullmatch(language):
        raise GioiaError(f"{language!r} is no code of a language", remedy="name it as en, fr or pt-BR")
    chosen = _each_passage_once(evidence(study))
    if not chosen:
        raise GioiaError("the study shows no excerpts", remedy="choose some: gioia code … --role proof")
    path = study.root / TRANSLATIONS / f"{language}.yaml"
    there = [one.coding for one in study.translations if one.language == language]
    added = [_entry(coding) for coding in chosen if coding.id not in there]

    def edit(text: str) -> str:
        return append_items(text or _head(study, by), ["excerpts"], added)

    waiting = len(added) + sum(not one.text for one in study.translations if one.language == language)
    message = f"{shown_path(path)}: {counted(len(added), 'excerpt')} added, {waiting:,} to translate"
    deed = Deed("translate", (language,))
    return Plan((change_text(path, edit),) if added else (), (message,), deed=deed)


def _entry(coding: Coding) -> dict[str, Any]:
    return {"coding": coding.id, "original": printed(coding.quotation), "translation": ""}


def _head(study: Study, by: str) -> str:
    schema = f"# yaml-language-server: $schema=../{_SCHEMA}\n" if (study.root / _SCHEMA).is_file() else ""
    about = "# Write each translation between its quotation marks, a quotation within it with “ ” or ' '.\n"
    who = "".join(char for char in by if char.isprintable()).replace("\\", "\\\\").replace('"', '\\"')
    return f'{schema}{about}by: "{who}"\n'


def _each_passage_once(codings: list[Coding]) -> list[Coding]:
    """Return the codings without those of a passage and concept that another coder has chosen, too."""
    first: dict[tuple[str, int, int, str], Coding] = {}
    for coding in codings:
        first.setdefault((coding.document, coding.start, coding.end, coding.concept), coding)
    return list(first.values())
