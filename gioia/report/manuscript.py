"""Manuscripts that were audited against the study, as values for the page: each remark with both its places and wordings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from gioia.audit.manuscript.audit import Audit, audit
from gioia.audit.manuscript.manuscript import KINDS
from gioia.audit.manuscript.reading import read_manuscript
from gioia.audit.manuscript.report import heading, values
from gioia.report.material import LANGUAGES, Value, in_both
from gioia.study.record import Study


def audits(study: Study, papers: Iterable[Path]) -> tuple[Audit, ...]:
    """Return the audits of the papers, each file once, in their order. Raises GioiaError where one cannot be read."""
    return tuple(
        audit(read_manuscript(paper), study) for paper in {paper.resolve(): paper for paper in papers}.values()
    )


def paper_values(papers: Iterable[Audit]) -> list[Value]:
    """Return the audits as `gioia audit --format json` has them, in their order, their messages in both languages."""
    return [_in_both(values(paper)) for paper in papers]


def _in_both(paper: Value) -> Value:
    remarks = [one | {"message": in_both(one["message"])} for one in paper["remarks"]]
    return paper | {"remarks": remarks, "waivers_without_remark": list(map(in_both, paper["waivers_without_remark"]))}


def kind_values(papers: Iterable[Audit]) -> list[dict[str, Any]]:
    """Return the kinds of remark that were met, in the order in which a report lists them: name, rule, and a heading a language."""
    met = {one.kind for paper in papers for one in paper.remarks}
    return [
        {"name": kind, "rule": KINDS[kind].rule} | {one: heading(kind, one) for one in LANGUAGES}
        for kind in KINDS
        if kind in met
    ]


def rules_met(papers: Iterable[Audit]) -> Iterator[str]:
    """Yield the ids of the rules that remarks stand for."""
    for paper in papers:
        yield from (one.rule for one in paper.remarks)
