"""A file with codings that comes back, whatever it is: a Word document or a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from gioia.edits.marked import Coders, Terms, import_marked
from gioia.edits.placing import place_text
from gioia.edits.placing_rows import place_rows
from gioia.edits.plan import Plan, Planner, now
from gioia.errors import GioiaError
from gioia.plaintext.files import original_bytes, shown_path
from gioia.study.record import Study

_SHEETS = frozenset({"xlsx", "xls", "ods", "csv", "text"})


def coming_back(
    file: Path,
    *,
    document: str = "",
    coder: str = "",
    person: str = "",
    legend: Sequence[str] = (),
    encoding: str = "",
    is_replacing: bool = False,
) -> Planner:
    """Return the planner that brings in the codings of a file.

    `document` says which one it is of, `coder` who coded, `person` who did where
    neither that nor the file says it, `legend` the concepts of colours as COLOUR=CONCEPT. Raises GioiaError
    for a file that cannot be read or is of another kind, and for a legend that is not so.
    """
    from gioia.sources.readers.kinds import kind_of

    raw, name = original_bytes(file), shown_path(file)
    terms = Terms(now(), is_replacing, _legend(legend))
    kind = kind_of(raw)
    if kind == "docx":
        from gioia.interchange.marked_docx import read

        marked = read(raw, name)

        def plan(study: Study) -> Plan:
            placed = place_text(study, marked, Coders(study, coder, person), document)
            return import_marked(study, placed, marked.known, terms, file.name)

        return plan
    if kind in _SHEETS:
        from gioia.interchange.marked_sheet import read as read_sheet

        sheet = read_sheet(raw, name, encoding)

        def plan_rows(study: Study) -> Plan:
            placed = place_rows(study, sheet.rows, Coders(study, coder, person), document)
            known = [coding for row in sheet.rows for coding in row.known]
            plan = import_marked(study, placed, known, terms, file.name)
            told = [f"columns that were not read: {', '.join(sheet.left_out)}"] if sheet.left_out else []
            return replace(plan, messages=(*plan.messages, *told))

        return plan_rows
    raise GioiaError(
        f"{name}: this is neither a Word document (docx) nor a sheet (xlsx, ods, csv)",
        remedy="save it as one of them, and import that",
    )


def _legend(entries: Sequence[str]) -> dict[str, str]:
    legend = {}
    for entry in entries:
        colour, _, concept = entry.partition("=")
        if not colour.strip() or not concept.strip():
            raise GioiaError(
                f"--legend {entry!r} does not say which concept a colour is", remedy="write yellow=CONCEPT"
            )
        legend[colour.strip().casefold()] = concept.strip()
    return legend
