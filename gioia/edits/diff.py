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
        old, new = _codings(change.before), _codings(change.after)
        if old is not None and new is not None:
            was, is_now = [_sentence(one) for one in old], [_sentence(one) for one in new]
            # A coding of which the sentence leaves out what changes is on neither side of the sentences.
            if was != is_now and len({*old} ^ {*new}) == len({*was} ^ {*is_now}):
                before, after, context = was, is_now, 0
    source, target = (name if content is not None else "/dev/null" for content in (change.before, change.after))
    for line in difflib.unified_diff(before, after, source, target, n=context):
        yield line if line.endswith("\n") else f"{line}\n"


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8", "replace").splitlines(keepends=True)


def _codings(content: bytes | None) -> list[Coding] | None:
    """Return the codings of a file; None where the file holds something else."""
    codings, _, findings = parse_lines(content or b"", Coding, "")
    return None if findings else codings


def _sentence(coding: Coding) -> str:
    more = (("stage", coding.stage), ("source", coding.cited), ("role", coding.role), ("memo", coding.memo))
    said = "".join(f", {key}: {shortened(value, 40)}" for key, value in more if value)
    words = shortened(coding.quotation, 40)
    return f"{coding.id} {coding.concept}: “{words}” ({coding.start}–{coding.end}){said}\n"
