"""The pipeline: a study's folder in, every display in every format out, and a summary of what there is.

`run` reads the study, applies the rules of the codebook (kept in memory: a run changes nothing in the study), checks it,
computes the displays and writes them below the output folder. What the last run wrote there, by the list in its summary,
and this one does not write is removed; a person's own files there are left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from gioia.audit.rules import check
from gioia.codings.coding import RULES_CODER
from gioia.displays.display import Display, Table
from gioia.displays.summary import summary
from gioia.edits.coding import rule_codings
from gioia.edits.plan import file_bytes
from gioia.errors import GioiaError
from gioia.findings import Finding, errors
from gioia.plaintext.writing import Writing, together
from gioia.study.loading import load_study
from gioia.study.record import Study

SUMMARY = "summary.json"

Progress = Callable[[str], None]

_OURS = re.compile(r"(tables/table|figures/figure)-[\w.-]+")


class Result(Struct, frozen=True):
    """What a run produced: the study, its findings, the summary, and the files written, in order."""

    study: Study
    findings: list[Finding]
    summary: dict[str, Any]
    written: tuple[Path, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether no integrity rule fails: else what was written cannot be trusted."""
        return not errors(self.findings, integrity_only=True)


def run(root: Path, out: Path, progress: Progress = lambda _: None) -> Result:
    """Return the result of the whole pipeline for the study in `root`, written below `out`.

    `progress` is told the name of each file. The same study gives the same bytes. Raises GioiaError where there is no
    study or the disk refuses.
    """
    study, loaded = load_study(root)
    findings = check(study, loaded)
    # A codebook without indicators may have been lent another's: what the rules left in the study then speaks for them.
    rules = rule_codings(study, time="") or [coding for coding in study.codings if coding.coder == RULES_CODER]
    counted = summary(study, rules, findings)
    displays = all_displays(study)
    before = _files_of_last_run(out)
    with together() as writing:
        written = _put_all(writing, displays, out, None, progress)
        counted["files"] = [path.relative_to(out).as_posix() for path in written]
        for name in sorted(before - set(counted["files"])):
            writing.remove(out / name)
        text = json.dumps(counted, ensure_ascii=False, indent=2) + "\n"
        writing.put(out / SUMMARY, text.encode())
    return Result(study, findings, counted, (*written, out / SUMMARY))


def all_displays(study: Study) -> list[Display]:
    """Return the displays of a study in the order of print: the tables, then the figures."""
    from gioia.displays.figures import figures
    from gioia.displays.tables import tables

    return [*tables(study), *figures(study)]


def export(
    displays: Iterable[Display],
    out: Path,
    formats: Sequence[str] | None,
    progress: Progress = lambda _: None,
) -> tuple[Path, ...]:
    """Write the displays in the formats, each display in those that fit it; return the files in order.

    `formats` are suffixes such as svg or xlsx, None for all. Raises GioiaError for a format that there is not.
    """
    with together() as writing:
        return _put_all(writing, displays, out, formats, progress)


def _put_all(
    writing: Writing, displays: Iterable[Display], out: Path, formats: Sequence[str] | None, progress: Progress
) -> tuple[Path, ...]:
    from gioia.exports import writers

    known = writers()
    for suffix in formats or ():
        if suffix not in known:
            raise GioiaError(f"no format is called {suffix!r}", remedy=f"choose of {', '.join(known)}")
    written: list[Path] = []
    for display in displays:
        folder = out / ("tables" if isinstance(display, Table) else "figures")
        for suffix in formats or known:
            if isinstance(display, known[suffix].SHOWS):
                path = folder / f"{display.key}.{suffix}"
                progress(path.name)
                writing.put(path, known[suffix].write(display))
                written.append(path)
    return tuple(written)


def chosen(displays: Iterable[Display], only: str) -> list[Display]:
    """Return the displays whose key holds `only`. Raises GioiaError, with the keys, where there is none."""
    offered = list(displays)
    found = [display for display in offered if only in display.key]
    if not found:
        raise GioiaError(f"no display is called {only!r}", remedy=f"choose of {', '.join(d.key for d in offered)}")
    return found


def _files_of_last_run(out: Path) -> set[str]:
    """Return the displays that the last run's summary says it wrote here; whatever else lies there is a person's."""
    raw = file_bytes(out / SUMMARY)
    try:
        names = json.loads(raw or b"{}").get("files", [])
    except (ValueError, AttributeError):
        return set()
    return {name for name in names if isinstance(name, str) and _OURS.fullmatch(name)}
