"""Bringing in a published evidence table: every excerpt found at its place, its structure and source tags kept.

A table says for each excerpt its concept, and usually theme, dimension, stage and the source that it is credited to. The
excerpts are located in the study's documents by `gioia.codings.anchors`; concepts, themes, dimensions, stages and sources
that the study does not have yet are added to its files. An excerpt that stands nowhere, or in several places of which
none is clearly meant, is a finding with the line of the table, and no coding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from gioia.codebook.records import concepts, dimension_of, theme_of, themes
from gioia.codings.anchors import Passage, locate
from gioia.codings.coding import Coding, is_same, new_coding
from gioia.codings.grams import indexed
from gioia.codings.settling import settle
from gioia.edits.documents import source_changes
from gioia.edits.plan import FileChange, Plan, change_text, coding_changes
from gioia.errors import GioiaError
from gioia.findings import Finding, Place, counted, finding
from gioia.plaintext.files import original_bytes, shown_path
from gioia.plaintext.formulas import unguarded
from gioia.plaintext.yaml_edit import append_item
from gioia.plaintext.yaml_nodes import Step
from gioia.sources.normal import printed, shortened
from gioia.sources.readers.encodings import decode
from gioia.sources.register import Document
from gioia.study.history import Deed
from gioia.study.record import Study

COLUMNS = {
    "id": ("id", "编号"),
    "stage": ("stage", "阶段"),
    "dimension": ("dimension", "aggregate dimension", "聚合维度", "维度"),
    "theme": ("theme", "second-order theme", "二阶主题", "主题"),
    "concept": ("concept", "first-order concept", "一阶概念", "概念"),
    "source": ("source", "cited", "来源", "数据来源", "编码"),
    "excerpt": ("excerpt", "evidence", "quotation", "典型证据", "案例典型证据援引", "证据", "引文"),
}
"""The columns that are read, each with the headings by which it is known."""


class Row(Struct, frozen=True):
    """One row of the table; fields that the table does not have are empty."""

    place: Place
    concept: str
    excerpt: str
    id: str = ""
    stage: str = ""
    dimension: str = ""
    theme: str = ""
    source: str = ""


def read_rows(path: Path, encoding: str = "") -> list[Row]:
    """Return the rows of a CSV file (comma, semicolon or tab) that hold an excerpt.

    The file is UTF-8 unless `encoding` says otherwise. Raises GioiaError where it cannot be read, has no column for
    concept or excerpt or two for one thing, holds an open quotation mark, or has no row with an excerpt.
    """
    raw = original_bytes(path)
    text = decode(raw, shown_path(path), encoding)
    csv.field_size_limit(2**31 - 1)
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    line = 0
    try:
        columns = _columns(next(reader, []), shown_path(path))
        line = reader.line_num
        for cells in reader:
            values = {name: unguarded(cells[index]).strip() for name, index in columns.items() if index < len(cells)}
            if values.get("excerpt"):
                rows.append(Row(place=Place(shown_path(path), line + 1), **values))
            line = reader.line_num
    except csv.Error as error:
        remedy = "a quotation mark that is opened must be closed, and one inside a cell be doubled"
        raise GioiaError(f"{shown_path(path)}:{line + 1}: the row cannot be read ({error})", remedy=remedy) from error
    if not rows:
        raise GioiaError(f"{shown_path(path)}: no row holds an excerpt", remedy="fill the excerpt column")
    return rows


def import_table(study: Study, rows: Sequence[Row], coder: str, *, document: str = "", time: str = "") -> Plan:
    """Return the plan that codes the rows as evidence of `coder`, with role proof.

    `document` narrows the search to documents whose name holds it. Rows that are in already (same id, same passage) are
    left alone. Findings in `refused`: TR1 for an excerpt that is not found or not settled, NA2 for an id in use, NA1 for
    a row without concept or at odds with the codebook; in `remarks`: TR1 for an excerpt that the document words otherwise.
    """
    documents = [d for name, d in study.documents.items() if document in name]
    if not documents:
        what = f"no document is called {document!r}" if document else "the study has no document"
        raise GioiaError(what, remedy="add the document first: gioia add FILE --source Q1")
    index = indexed({document.name: document.text for document in documents})
    found = [locate(index, row.excerpt, row.source) for row in rows]
    settled = settle(found)
    refused: list[Finding] = []
    remarks: list[Finding] = []
    codings: list[Coding] = []
    ids = {coding.id: coding for coding in study.codings}
    for row, places, passage in zip(rows, found, settled, strict=True):
        if passage is None:
            refused.append(_not_settled(row, places))
            continue
        coding = _coding(study.documents[passage.document], passage, row, coder, time)
        known = ids.get(coding.id)
        if not row.concept or (known is not None and not is_same(known, coding)):
            refused.append(_not_codable(row))
        elif known is None:
            ids[coding.id] = coding
            codings.append(coding)
            remarks += _difference(row, passage, coding)
    already = len(rows) - len(codings) - len(refused)
    changes = [*_structure_changes(study, rows, refused), *coding_changes(study, added=codings)]
    messages = [
        f"{len(codings):,} of {counted(len(rows), 'excerpt')} coded by {coder}"
        + (f", {already} were in" if already else "")
    ]
    changed = tuple(change for change in changes if change.before != change.after)
    return Plan(changed, tuple(messages), tuple(refused), tuple(remarks), Deed("import table", to=(coder,)))


def _columns(head: Sequence[str], path: str) -> dict[str, int]:
    headings = [heading.strip().casefold() for heading in head]
    columns = {
        name: next(headings.index(alias) for alias in aliases if alias in headings)
        for name, aliases in COLUMNS.items()
        if any(alias in headings for alias in aliases)
    }
    for name, aliases in COLUMNS.items():
        if sum(headings.count(alias) for alias in aliases) > 1:
            raise GioiaError(f"{path}:1: two columns are headed as the {name}", remedy="rename one of them")
    for name in ("concept", "excerpt"):
        if name not in columns:
            known = " or ".join(COLUMNS[name])
            raise GioiaError(f"{path}:1: the table has no column for the {name}", remedy=f"head one with {known}")
    return columns


def _coding(document: Document, passage: Passage, row: Row, coder: str, time: str) -> Coding:
    return new_coding(
        document.text,
        document.name,
        (passage.start, passage.end),
        concept=row.concept,
        coder=coder,
        time=time,
        stage=row.stage,
        cited="" if row.source == document.source else row.source,
        role="proof",
        id=row.id,
    )


def _difference(row: Row, passage: Passage, coding: Coding) -> list[Finding]:
    """Return a remark where the document words the excerpt otherwise; the coding holds the document's words."""
    if passage.manner not in {"fuzzy", "parts"}:
        return []
    cut = "with words left out" if passage.manner == "parts" else f"{passage.similarity:.0%} of the letters agree"
    message = f"the document words it otherwise ({cut}): “{printed(coding.quotation)}”"
    remedy = "hold the two against each other; the coding has the document's words"
    return [finding("TR1", row.place, message, remedy, subject=coding.id, severity="warning")]


def _not_settled(row: Row, places: Sequence[Passage]) -> Finding:
    if not places:
        remedy = "hold it against the document; a wrong character or a cut keeps it from being found"
        return finding("TR1", row.place, f"“{shortened(row.excerpt)}” stands in no document", remedy, subject=row.id)
    listed = "; ".join(f"{place.document} --at {place.start}" for place in places[:8])
    message = f"“{shortened(row.excerpt)}” stands in {len(places)} places, and none is clearly meant"
    return finding("TR1", row.place, message, f"code it with gioia code, one of {listed}", subject=row.id)


def _not_codable(row: Row) -> Finding:
    if not row.concept:
        return finding("NA1", row.place, "the row names no concept", "write the concept in the table")
    message = f"the id {row.id} belongs to another coding"
    return finding("NA2", row.place, message, "give the row another id, or leave the column out", subject=row.id)


def _structure_changes(study: Study, rows: Sequence[Row], refused: list[Finding]) -> list[FileChange]:
    """Return what the table adds to study.yaml and the codebook; what contradicts the codebook goes to `refused`."""
    coded = [row for row in rows if row.concept]
    refused += _contradictions(study, coded)
    changes = source_changes(study, [row.source for row in coded])
    known = {stage.name for stage in study.stages}
    stages = [name for name in dict.fromkeys(row.stage for row in coded) if name and name not in known]
    if stages:
        before = changes[0] if changes else change_text(study.study_file, lambda text: text)
        text = (before.after or b"").decode()
        for name in stages:
            text = append_item(text, ["stages"], {"stage": name})
        changes = [FileChange(before.path, before.before, text.encode())]
    return [*changes, change_text(study.codebook_file, lambda text: _with_structure(study, coded, text))]


def _contradictions(study: Study, rows: Sequence[Row]) -> list[Finding]:
    """Return a finding for every row at odds with the codebook or with a row above it, which is what the codebook gets."""
    in_theme, in_dimension = theme_of(study.codebook), dimension_of(study.codebook)
    findings = []
    unplaced: set[str] = set()
    for row in rows:
        theme = in_theme.setdefault(row.concept, row.theme) if row.theme else ""
        dimension = in_dimension.setdefault(row.theme, row.dimension) if row.theme and row.dimension else row.dimension
        if theme != row.theme or dimension != row.dimension:
            message = f"the row groups {row.concept!r} otherwise than the codebook does ({theme!r}, {dimension!r})"
            findings.append(finding("NA1", row.place, message, "the codebook was left as it is; regroup it there"))
        if theme and theme not in in_dimension and theme not in unplaced:
            unplaced.add(theme)
            message = f"the theme {theme!r} has no dimension, in the table or in the codebook"
            remedy = "its concepts wait under ungrouped; group them in the codebook"
            findings.append(finding("GI1", row.place, message, remedy, subject=theme))
    return findings


def _with_structure(study: Study, rows: Sequence[Row], text: str) -> str:
    """Return the codebook's text with the dimensions, themes and concepts of the rows that it does not have yet."""
    known = {concept.name for concept in concepts(study.codebook)}
    theme_names = {theme.name for theme in themes(study.codebook)}
    dimension_names = {dimension.name for dimension in study.codebook.dimensions}
    home = dimension_of(study.codebook)
    tree: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        if row.concept not in known:
            known.add(row.concept)
            dimension = (
                home.setdefault(row.theme, row.dimension) if row.theme and row.dimension else home.get(row.theme, "")
            )
            tree.setdefault(dimension, {}).setdefault(row.theme, []).append(row.concept)
    for dimension, branches in tree.items():
        if dimension and dimension not in dimension_names:
            grown = {"dimension": dimension, "themes": [_theme(theme, names) for theme, names in branches.items()]}
            text = append_item(text, ["dimensions"], grown)
            continue
        for theme, names in branches.items():
            text = _with_theme(text, dimension, theme, names, is_new=theme not in theme_names)
    return text


def _with_theme(text: str, dimension: str, theme: str, names: list[str], *, is_new: bool) -> str:
    if not theme or not dimension:
        for name in names:
            text = append_item(text, ["ungrouped"], {"concept": name})
        return text
    below: list[Step] = ["dimensions", ("dimension", dimension), "themes"]
    if is_new:
        return append_item(text, below, _theme(theme, names))
    for name in names:
        text = append_item(text, [*below, ("theme", theme), "concepts"], {"concept": name})
    return text


def _theme(theme: str, names: list[str]) -> dict[str, Any]:
    return {"theme": theme, "concepts": [{"concept": name} for name in names]}
