"""The pipeline: a study's folder in, every display in every format out, and a summary of what there is.

`run` reads the study, applies the rules of the codebook (kept in memory: a run changes nothing in the study), checks it,
computes the displays and writes them below the output folder. What the last run wrote there, by the list in its summary,
and this one does not write is removed; a person's own files there are left alone.
"""

from __future__ import annotations

import contextlib
import json
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct, structs

from gioia.audit.rules import check
from gioia.codings.coding import RULES_CODER
from gioia.displays.display import Display, Table, caption
from gioia.displays.fitting import misfit
from gioia.displays.summary import summary
from gioia.edits.coding import rule_codings
from gioia.edits.plan import file_bytes
from gioia.errors import ChangedError, GioiaError, UnwritableError
from gioia.findings import Finding, Place, errors, finding, suggestion
from gioia.plaintext.files import shown_path
from gioia.plaintext.writing import Rehearsal, Writing, together
from gioia.study.loading import load_study
from gioia.study.record import Study

if TYPE_CHECKING:
    from gioia.exports import Binder, Writer
    from gioia.exports._fates import Fate

SUMMARY = "summary.json"

_ALL = "displays"

Progress = Callable[[str], None]
_Format = TypeVar("_Format")

_OURS = re.compile(r"(tables/table|figures/figure)-[\w.-]+")


class Result(Struct, frozen=True):
    """What a run produced: the study, its findings, the summary, the files written, in order.

    `fates` tells what became of each display in a document that a person wrote in.
    """

    study: Study
    findings: list[Finding]
    summary: dict[str, Any]
    written: tuple[Path, ...]
    fates: tuple[Fate, ...] = ()

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
        exported = _put_all(writing, displays, _Order(out, None, progress))
        counted["files"] = [path.relative_to(out).as_posix() for path in exported.written]
        for name in sorted(before - set(counted["files"])):
            writing.remove(out / name)
        text = json.dumps(counted, ensure_ascii=False, indent=2) + "\n"
        writing.put(out / SUMMARY, text.encode())
    return Result(study, [*findings, *exported.findings], counted, (*exported.written, out / SUMMARY), exported.fates)


def all_displays(study: Study) -> list[Display]:
    """Return the displays of a study in the order of print: the tables, then the figures."""
    from gioia.displays.figures import figures
    from gioia.displays.tables import tables

    return [*tables(study), *figures(study)]


class Target(Struct, frozen=True):
    """Where a document that holds all displays goes: into a file that is there, or a new one that begins as a template.

    A new one is called `name`, which for a selection of displays is what selects them; then `every` are all displays, among which
    those selected have their place.
    """

    into: Path | None = None
    template: Path | None = None
    name: str = _ALL
    every: tuple[Display, ...] = ()


class Exported(Struct, frozen=True):
    """What an export wrote, in order; a finding EX1 for each display that a format could not hold, EX2 that no file could, EX4 that is too large.

    `fates` tells of each display what became of it in a document that was there.
    """

    written: tuple[Path, ...]
    findings: tuple[Finding, ...] = ()
    fates: tuple[Fate, ...] = ()


_BESIDE = Target()
"""Beside the other files, and new."""
_INTO = "docx"
"""The format of the documents that a target speaks of."""
_SHOWN = 60
"""How many characters of a text a finding shows."""


class _Order(Struct, frozen=True):
    """What is exported where: the folder, the formats (None for all), who is told, and where a whole document goes.

    A rehearsal may read a document that another program has open.
    """

    out: Path
    formats: Sequence[str] | None
    progress: Progress
    target: Target = _BESIDE
    is_rehearsal: bool = False


def export(
    displays: Iterable[Display],
    out: Path,
    formats: Sequence[str] | None,
    progress: Progress = lambda _: None,
    target: Target = _BESIDE,
    *,
    dry_run: bool = False,
) -> Exported:
    """Write the displays in the formats, each display in those that fit it; all files or none.

    `formats` are suffixes such as svg or xlsx; None for all but those that are written only when asked for. What binds all
    displays into one file comes last, under the name of `target` in `out`; a format that can grow is written into the file that is
    there, where `target` says, and displays there that are none of these are told of (EX3) where these are all. What a person took
    out of it stays out unless these are a selection. With `dry_run` nothing is written. Raises GioiaError for a format that there is not or whose library is missing, for a target that no
    format is written into, and for a file to write into or a template that cannot be read, or that another program has open.
    """
    if dry_run:
        return _put_all(Rehearsal(), displays, _Order(out, formats, progress, target, is_rehearsal=True))
    with together() as writing:
        return _put_all(writing, displays, _Order(out, formats, progress, target))


def export_codings(
    study: Study,
    out: Path,
    formats: Sequence[str],
    only: Sequence[str] = (),
    progress: Progress = lambda _: None,
    *,
    dry_run: bool = False,
) -> Exported:
    """Write the codings of the documents whose name holds one of `only` in the formats, below `out`; all files or none.

    `formats` are those of `gioia.interchange.coding_files`. With `dry_run` nothing is written. Raises GioiaError where no document is called so.
    """
    from gioia.interchange.coding_files import coding_files

    written = []
    with contextlib.nullcontext(Rehearsal()) if dry_run else together() as writing:
        for name, content in coding_files(study, formats, only):
            path = out / name
            progress(path.name)
            writing.put(path, content)
            written.append(path)
    return Exported(tuple(written))


def _put_all(writing: Writing, displays: Iterable[Display], order: _Order) -> Exported:
    from gioia.exports import binders, suffixes, writers

    known, bound = writers(), binders()
    order = order if order.formats is None else structs.replace(order, formats=suffixes(order.formats))
    every = list(displays)
    each = _put_each(writing, every, order, _asked(known, order.formats))
    whole = _put_bound(writing, every, order, _asked(bound, order.formats))
    return Exported((*each.written, *whole.written), (*each.findings, *whole.findings), whole.fates)


def _put_each(
    writing: Writing, displays: Sequence[Display], order: _Order, formats: Sequence[tuple[str, Writer]]
) -> Exported:
    """Write each display into files of its own."""
    from gioia.exports import shows

    written: list[Path] = []
    findings: list[Finding] = []
    for display in displays:
        findings += [*_unheld(display, order), *_misfit(display, order)]
        for suffix, writer in formats:
            if shows(writer, display):
                path = order.out / _folder(display) / f"{display.key}.{suffix}"
                order.progress(path.name)
                try:
                    writing.put(path, writer.write(display))
                except UnwritableError as error:
                    place = Place(shown_path(path))
                    findings.append(finding("EX1", place, error.message, error.remedy, subject=display.key))
                else:
                    written.append(path)
    return Exported(tuple(written), tuple(findings))


def _put_bound(
    writing: Writing, displays: Sequence[Display], order: _Order, formats: Sequence[tuple[str, Binder]]
) -> Exported:
    """Write the displays that a format shows, where there are any, into one file."""
    from gioia.exports import shortened, strangers, written_into

    if (order.target.into or order.target.template) and not any(suffix == _INTO for suffix, _ in formats):
        raise GioiaError("no format that is asked for is written into a document", remedy="add --to docx")
    written, findings = [], []
    fates: tuple[Fate, ...] = ()
    for suffix, binder in formats:
        shown = [display for display in displays if isinstance(display, binder.SHOWS)]
        if shown:
            target = order.target if suffix == _INTO else Target(name=order.target.name)
            path = target.into or order.out / f"{target.name}.{suffix}"
            order.progress(path.name)
            base = _base(path, target) if binder.GROWS else None
            if base == path and not order.is_rehearsal:
                _refuse_open(path)
            with _written_into(base, is_kept=base != path) as found:
                earlier = _earlier(path, target, suffix, found) if found is not None and base == path else found
                if earlier is not None and target.name == _ALL:
                    findings += [_stranger(path, name) for name in strangers(shown, suffix, earlier)]
                file, told = written_into(shown, suffix, earlier, is_asked=target.name != _ALL, every=target.every)
                writing.put(path, file)
            written.append(path)
            fates += told
            findings += [
                finding("EX1", Place(shown_path(path)), message, "other formats have it whole", subject=display.key)
                for display in shown
                for message in shortened(display, suffix)
            ]
    return Exported(tuple(written), tuple(findings), fates)


def _refuse_open(path: Path) -> None:
    """Raise GioiaError where a file beside a document says that Word, WPS or LibreOffice has it open.

    Word's is called like the document, after ~$, which takes the place of two letters of a name of eight and more, and of one of seven.
    """
    name, letters = path.name, len(path.stem)
    words = f"~${name[min(2, max(0, letters - _SHORT_NAME)) :]}"
    for lock in (path.with_name(words), path.with_name(f"~${name}"), path.with_name(f".~lock.{name}#")):
        if lock.exists():
            message = f"{shown_path(path)}: a program has it open ({lock.name} lies beside it)"
            raise GioiaError(message, remedy=f"close it there; if none has, delete {lock.name}", exit_code=1)


_SHORT_NAME = 6


def _stranger(path: Path, name: str) -> Finding:
    message = f"the display {name!r} is not one of the study; it was left as it is"
    return finding("EX3", Place(shown_path(path)), message, "take it out of the document", subject=name)


def _folder(display: Display) -> str:
    """Return where a display goes below the folder that is named; what has no number in a paper goes right there."""
    if not display.number:
        return ""
    return "tables" if isinstance(display, Table) else "figures"


def _unheld(display: Display, order: _Order) -> list[Finding]:
    """Return a finding where files show U+FFFD in place of what a display holds."""
    from gioia.exports import unheld

    found = unheld(display)
    if not found:
        return []
    codes = ", ".join(f"U+{ord(char):04X}" for char in found)
    message = f"\ufffd stands for {codes}, which no file can hold, first in {next(iter(found.values()))[:_SHOWN]!r}"
    place = Place(shown_path(order.out / _folder(display) / display.key))
    return [finding("EX2", place, message, "write the name or the text without them", subject=display.key)]


def _misfit(display: Display, order: _Order) -> list[Finding]:
    """Return a finding where a figure is wider than was asked for, or higher than a page."""
    found = misfit(display)
    place = Place(shown_path(order.out / _folder(display) / display.key))
    return [finding("EX4", place, *found, subject=display.key)] if found else []


def _asked(known: Mapping[str, _Format], formats: Sequence[str] | None) -> list[tuple[str, _Format]]:
    if formats is None:
        return [(suffix, format) for suffix, format in known.items() if not getattr(format, "ASKED", False)]
    return [(suffix, known[suffix]) for suffix in dict.fromkeys(formats) if suffix in known]


def _earlier(path: Path, target: Target, suffix: str, there: bytes) -> bytes | None:
    """Return what displays are written into where the file at `path` is `there`: this, the template, or nothing.

    A file in which nobody wrote since it was exported is not asked for what it held; displays that are put into a file
    by its name stand beside those that it has. Raises GioiaError where a template would take the place of a person's text.
    """
    from gioia.exports import is_anew

    template = file_bytes(target.template) if target.template else None
    if template is None and target.into is not None:
        return there
    if is_anew(suffix, there, template):
        return template
    if template is not None:
        message = f"{shown_path(path)} may hold text of yours, which a template would take the place of"
        raise GioiaError(message, remedy="move it elsewhere, name another --out, or leave out --template")
    return there


def _base(path: Path, target: Target) -> Path | None:
    """Return the file that displays are written into: the one that is there, else the template."""
    missing = [one for one in (target.into, target.template) if one and file_bytes(one) is None]
    if missing:
        remedy = "name a Word document (docx) that is there"
        raise GioiaError(f"{shown_path(missing[0])}: there is no such file", remedy=remedy)
    return path if file_bytes(path) is not None else target.template


@contextlib.contextmanager
def _written_into(base: Path | None, *, is_kept: bool) -> Iterator[bytes | None]:
    """Give the bytes of a file that displays are written into, None where there is none.

    Raises GioiaError, which names it, where it cannot be written into, where it is read-only (unless it `is_kept`, being a
    template), or where a person saved it in the meantime.
    """
    if base is None:
        yield None
        return
    name, earlier = shown_path(base), file_bytes(base)
    if not is_kept and not base.stat().st_mode & stat.S_IWUSR:
        raise GioiaError(f"{name}: it is read-only", remedy="allow writing, or write into a copy of it", exit_code=1)
    try:
        yield earlier
    except UnwritableError as error:
        raise GioiaError(f"{name}: {error.message}", remedy=error.remedy, exit_code=1) from error
    if file_bytes(base) != earlier:
        raise ChangedError(f"{name}: it changed in the meantime", remedy="nothing was written; try again", exit_code=1)


def chosen(displays: Iterable[Display], *only: str) -> list[Display]:
    """Return the displays that any of `only` means, in the order of all; all of them where that is nothing.

    What is named by number (图1, Table 3) is the display of that number, else what holds the words in its key, or where none does,
    in its caption. Capitals mean nothing. Raises GioiaError, with the nearest key or all, for one that means no display.
    """
    offered = list(displays)
    meant = {display.key for part in only for display in _meant(offered, part)}
    return [display for display in offered if not only or display.key in meant]


def _meant(offered: Sequence[Display], part: str) -> list[Display]:
    from gioia.displays.display_trace import numbered_display

    number, words = numbered_display(part), part.strip().casefold()
    if number:
        found = [display for display in offered if (type(display), display.number) == number]
    else:
        found = [display for display in offered if words in display.key.casefold()]
        found = found or [display for display in offered if words in caption(display).casefold()]
    if not found:
        keys = [display.key for display in offered]
        remedy = suggestion(part, keys, f"choose of {', '.join(keys)}")
        raise GioiaError(f"no display is called {part!r}", remedy=remedy)
    return found


def _files_of_last_run(out: Path) -> set[str]:
    """Return the displays that the last run's summary says it wrote here; whatever else lies there is a person's."""
    raw = file_bytes(out / SUMMARY)
    try:
        names = json.loads(raw or b"{}").get("files", [])
    except (ValueError, AttributeError):
        return set()
    return {name for name in names if isinstance(name, str) and _OURS.fullmatch(name)}
