"""The file: what a study holds and what is told about it, in one page that needs nothing else.

The page's policy allows the one script and the one style sheet that stand in it, and nothing from anywhere. Values come as JSON
in blocks that are no scripts. What the first view needs stands before the script, tables and the texts of the documents after it, so
that a reader sees the figure before a large study's texts have been read. The same study gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from msgspec import Struct

from gioia import __version__
from gioia.audit.manuscript.audit import Audit
from gioia.audit.rules import check
from gioia.audit.trail import Entry, trail
from gioia.displays.display import Figure, Table
from gioia.displays.figures import figures
from gioia.displays.tables import tables
from gioia.findings import Finding
from gioia.forms.told import Known, numbers_of
from gioia.pages import page_files
from gioia.plaintext.writing import write_atomic
from gioia.report import told
from gioia.report.forms import form_values
from gioia.report.inlining import allowed, script_of
from gioia.report.manuscript import audits, kind_values, paper_values, rules_met
from gioia.report.material import (
    FIELDS,
    category_values,
    coding_values,
    document_values,
    memo_values,
    settled_values,
    source_values,
)
from gioia.report.method import method_value
from gioia.report.packing import Packed, packed
from gioia.report.shown import figure_values, listed, table_values
from gioia.report.structure import model_value, structure_value
from gioia.study.history import read_history
from gioia.study.loading import load_study
from gioia.study.memos import Memo, read_memos
from gioia.study.record import Study

FIRST = "main.js"
"""The module that begins."""


class Told(Struct, frozen=True):
    """A study with what is told about it: all findings, the trail of its edits, its memos, audited manuscripts."""

    study: Study
    findings: tuple[Finding, ...] = ()
    entries: tuple[Entry, ...] = ()
    memos: tuple[Memo, ...] = ()
    papers: tuple[Audit, ...] = ()


def gather(root: Path, papers: Sequence[Path] = ()) -> Told:
    """Return the study in the folder with what its files and git tell about it, and the papers held against it.

    Raises GioiaError where there is no study, or where a paper cannot be read.
    """
    study, loaded = load_study(root)
    edits, _ = read_history(study.root)
    return Told(
        study, tuple(check(study, loaded)), tuple(trail(study, edits)), tuple(read_memos(study)), audits(study, papers)
    )


class Written(Struct, frozen=True):
    """What was written: what the report tells, and how many bytes it takes."""

    told: Told
    size: int


def write_report(root: Path, path: Path, papers: Sequence[Path] = ()) -> Written:
    """Write the report of the study in the folder `root` to `path`, with the audits of the papers.

    Raises GioiaError where a paper cannot be read or the disk refuses; the old file stays then.
    """
    of = gather(root, papers)
    content = bundle(of)
    write_atomic(path, content)
    return Written(of, len(content))


def bundle(of: Told) -> bytes:
    """Return the report as a page in UTF-8."""
    study = of.study
    codings = coding_values(study)
    own, drawn = tables(study), figures(study)
    printed = table_values(study, own, {row[0]: place for place, row in reversed(list(enumerate(codings)))})
    first = _value(of, own, drawn) | {"codings": codings, "tables": listed(printed)}
    texts = [document.text for document in study.documents.values()]
    page = _page(study, {"core": packed([first])}, {"tables": packed(printed), "texts": packed(texts)})
    return page.encode(errors="replace")


def _value(of: Told, own: Sequence[Table], drawn: Sequence[Figure]) -> dict[str, Any]:
    """Return what the page shows but codings, tables and the texts of the documents."""
    study = of.study
    return {
        "study": {"name": study.name, "title": study.title, "about": study.about, "language": study.language},
        "version": __version__,
        "roles": list(study.roles),
        "coders": [{"name": one.name, "kind": one.kind, "about": one.about} for one in study.coders],
        "categories": category_values(study),
        "sources": source_values(study),
        "documents": document_values(study),
        "fields": list(FIELDS),
        "settled": settled_values(study),
        "memos": memo_values(of.memos),
        **structure_value(study),
        **model_value(study),
        "figures": figure_values(study, drawn),
        "findings": told.finding_values(study, of.findings),
        "rules": told.rule_values([*(found.rule for found in of.findings), *rules_met(of.papers)]),
        "history": told.history_values(of.entries),
        "saturation": {unit: told.saturation_value(study, unit) for unit in ("source", "document")},
        "method": method_value(Known(study, of.entries, numbers_of([*own, *drawn])), of.findings),
        "forms": form_values(study, of.entries, [*own, *drawn]),
        "papers": paper_values(of.papers),
        "kindsOfRemarks": kind_values(of.papers),
    }


def _page(study: Study, first: Mapping[str, Packed], last: Mapping[str, Packed]) -> str:
    """Return the page with the blocks that stand before its script, and those after it."""
    sources = {name: file.read_text(encoding="utf-8") for name, file in page_files("gioia.report").items()}
    script, style = script_of(_modules(sources), FIRST), f"\n{sources['style.css']}"
    policy = (
        f"default-src 'none'; script-src {allowed(script)}; style-src {allowed(style)}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    title, language = escape(study.title or study.name), "zh-Hans" if study.language == "zh" else "en"
    about = f"<p>{escape(study.about)}</p>\n" if study.about else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f'<meta name="generator" content="gioia {__version__}">\n<title>{title}</title>\n'
        f'<link rel="icon" href="data:,">\n<style>{style}</style>\n</head>\n<body>\n'
        '<a class="skip" id="skip" href="#main"></a>\n<header id="header"></header>\n<div id="columns">\n'
        '<nav id="nav"></nav>\n<main id="main" tabindex="-1">\n'
        f"<h1>{title}</h1>\n{about}<noscript><p>{_NEEDS}</p></noscript>\n</main>\n</div>\n"
        '<div id="said" class="unseen" role="status" aria-live="polite"></div>\n'
        f"{_blocks(first)}<script>{script}</script>\n{_blocks(last)}</body>\n</html>\n"
    )


_NEEDS = "This report needs JavaScript; it asks nothing of any network. 本报告需要启用 JavaScript，但不访问任何网络。"


def _modules(sources: Mapping[str, str]) -> dict[str, str]:
    return {name: source for name, source in sources.items() if name.endswith(".js")}


def _blocks(values: Mapping[str, Packed]) -> str:
    return "".join(
        f'<script type="application/json" id="{id}" data-form="{value.form}">{value.content}</script>\n'
        for id, value in values.items()
    )
