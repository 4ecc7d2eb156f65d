"""What a plan would change, to read before it is carried out: a unified diff of every file.

A line of a codings file holds more than anyone wants to read, so that a coding is shown as a sentence: its id, its concept, its
words, its place and what else it carries. Where that leaves out what changes, the lines of the file itself are shown.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from gioia.codings.coding import Coding
from gioia.codings.store import SUFFIX
from gioia.edits.plan import FileChange, Plan
from gioia.plaintext.files import shown_path
from gioia.plaintext.lines import parse_lines
from gioia.sources.normal import shortened

_CONTEXT = 3


def diff(plan: Plan) -> str:
    """Return the changes as a unified diff, codings as sentences and without the lines around them."""
    return "".join(line for change in plan.changes for line in _file_diff(change))


def _file_diff(change: FileChange) -> Iterable[str]:
    name = shown_path(change.path)
    before, after = _lines(change.before), _lines(change.after)
    context = _CONTEXT
    if name.endswith(SUFFIX):
        told = _sentences(change.before), _sentences(change.after)
        if None not in told and told[0] != told[1]:
            before, after, context = told[0] or [], told[1] or [], 0
    old, new = (name if content is not None else "/dev/null" for content in (change.before, change.after))
    for line in difflib.unified_diff(before, after, old, new, n=context):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines(keepends=True)


def _sentences(content: bytes | None) -> list[str] | None:
    """Return the codings of a file, a sentence each; None where the file holds something else."""
    codings, _, findings = parse_lines(content or b"", Coding, "")
    return None if findings else [_sentence(coding) for coding in codings]


def _sentence(coding: Coding) -> str:
    more = (("stage", coding.stage), ("source", coding.cited), ("role", coding.role), ("memo", coding.memo))
    said = "".join(f", {key}: {shortened(value, 40)}" for key, value in more if value)
    words = shortened(coding.quotation, 40)
    return f"{coding.id} {coding.concept}: “{words}” ({coding.start}–{coding.end}){said}\n"
