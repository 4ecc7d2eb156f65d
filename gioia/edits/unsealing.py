"""Unsealing: a sealed study and the documents that it rests on, put together by somebody who has the right to them.

Every quotation is looked for in the documents by its seal, and the coding is made anew from the text that stands there:
verbatim words, their context, their span in that text. What else of the study holds seals gets its words back where they were
found. The result is a study of its own; what is not found stays sealed in it, so that it can be opened further with the
documents that are still missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gioia.codings.coding import CONTEXT, Coding, position
from gioia.codings.store import FOLDER as CODINGS
from gioia.codings.store import SUFFIX, encode_codings, read_codings
from gioia.edits.documents import read_files
from gioia.edits.new_study import absolute, building, common_files
from gioia.edits.sealed_places import Found, Opened, Places, opened_text, quoted
from gioia.edits.study_files import StudyFile, put, study_files
from gioia.errors import GioiaError
from gioia.findings import Finding
from gioia.plaintext.lines import encode_lines, parse_lines
from gioia.plaintext.rewriting import Keys, rewritten
from gioia.sources.documents import FOLDER as SOURCES
from gioia.sources.documents import REGISTER, encode_register, read_documents
from gioia.sources.normal import folded, printed
from gioia.sources.register import Document
from gioia.sources.seals import SALT, Seal, Wanted, is_sealed, marked, opened, seals_in
from gioia.study.loading import STUDY_FILE
from gioia.study.record import Study, Verdict
from gioia.study.verdicts import FOLDER as VERDICTS
from gioia.study.verdicts import read_verdicts

_SALT_LINE = re.compile(r"^sealed:.*\r?\n?", re.MULTILINE)


class Unsealed(Struct, frozen=True):
    """What unsealing did: how many codings have their words again, and of how many; the codings that have not, and why.

    `missing` are the codings whose words stand in none of the documents, `open` those whose words stand in several places, each
    with their number. `idle` are the documents that hold none of the words, `absent` those of the study that were not given: until
    there is none of them, and none of the others, the study stays a sealed one. `sealed` counts the seals that nothing was found for.
    """

    restored: int
    total: int
    missing: tuple[Coding, ...]
    open: tuple[tuple[Coding, int], ...]
    idle: tuple[str, ...]
    absent: tuple[str, ...]
    sealed: int
    remarks: tuple[Finding, ...]


def unseal(study: Study, files: Sequence[Path], target: Path, *, time: str) -> Unsealed:
    """Write the study with the words that the documents `files` have into the folder `target`, which is made.

    Raises GioiaError where the study is not sealed or its salt is none, where a document cannot be read, where none of the
    quotations stands in them, or where the study cannot be made.
    """
    told = _read(study)
    given, remarks = read_files(files, study, time=time)
    wanted = Wanted(_seals(told.files, told.codings, told.decided), told.salt)
    texts = [opened_text(document.text, document.sha256, wanted) for document in given]
    places = Places([*told.hidden, *told.decided], texts, told.lines, told.salt)
    found = {one.id: len(places.found(one)) for one in told.hidden}
    if found and 1 not in found.values():
        raise _nothing_found(len(told.hidden), files, is_open=any(found.values()))
    names = _named(told.hidden, given, places, told.lines)
    lines = _still_documents(told.lines, told.hidden, places, names)
    again = _Opening(places, texts, names, [*told.hidden, *told.decided])
    new = [*again.files(told), *_documents(given, names, lines)]
    absent = tuple(name for name, line in lines.items() if not line.text and name not in names.values())
    is_whole = not absent and all(count == 1 for count in found.values())
    with building(absolute(target)) as folder:
        put(folder, [_told(file, study.language) for file in new] if is_whole else new)
        common_files(folder)
    return Unsealed(
        restored=sum(count == 1 for count in found.values()),
        total=len(told.hidden),
        missing=tuple(one for one in told.hidden if not found[one.id]),
        open=tuple((one, found[one.id]) for one in told.hidden if found[one.id] > 1),
        idle=tuple(document.original for number, document in enumerate(given) if number not in names),
        absent=absent,
        sealed=sum(len(seals_in(file.content.decode())) for file in new),
        remarks=tuple(remarks),
    )


class _Told(Struct, frozen=True):
    """What a sealed study tells: its salt, its files, its register, its codings, and those of codings and verdicts with seals."""

    salt: str
    files: list[StudyFile]
    lines: dict[str, Document]
    codings: list[Coding]
    hidden: list[Coding]
    decided: list[Coding]


def _read(study: Study) -> _Told:
    salt = _salt(study)
    lines = read_documents(study.root)[0]
    codings = [coding for file in read_codings(study.root, lines)[0] for coding in file.codings]
    hidden = sorted((one for one in codings if quoted(one)), key=lambda one: (one.document, *position(one)))
    decided = [one.suggestion for one in read_verdicts(study.root)[0] if quoted(one.suggestion)]
    return _Told(salt, study_files(study), lines, codings, hidden, decided)


def _seals(files: Iterable[StudyFile], *codings: Iterable[Coding]) -> Iterator[Seal]:
    """Yield the seals whose words are looked for: all but those of codings' context, which is taken from the text anew."""
    for coding in chain(*codings):
        yield from seals_in(f"{coding.quotation} {coding.memo}")
    for file in files:
        if not file.name.startswith((f"{CODINGS}/", f"{VERDICTS}/")):
            yield from seals_in(file.content.decode())


def _salt(study: Study) -> str:
    if not study.sealed:
        told = "" if not any(is_sealed(one.quotation) for one in study.codings) else ": its salt is not in study.yaml"
        remedy = "restore the line 'sealed:' from the copy as it was published" if told else "name a sealed copy"
        raise GioiaError(f"the study {study.name} is not sealed{told}", remedy=remedy, exit_code=1 if told else 2)
    if not SALT.fullmatch(study.sealed):
        remedy = "restore the line 'sealed:' from the copy as it was published"
        raise GioiaError(f"the salt of {study.name} is not 32 hexadecimal digits", remedy=remedy, exit_code=1)
    return study.sealed


def _nothing_found(count: int, files: Sequence[Path], *, is_open: bool) -> GioiaError:
    names = ", ".join(file.name for file in files)
    message = f"none of the {count:,} quotations stands in {names}"
    remedy = "name the documents that the study rests on; of a scan, its recognised text"
    if is_open:
        message = f"none of the {count:,} quotations can be placed in {names}: what is there stands in several places"
        remedy = "name the documents just as they were coded"
    return GioiaError(message, remedy=f"{remedy}; nothing was made", exit_code=1)


def _named(
    codings: Sequence[Coding], given: Sequence[Document], places: Places, lines: Mapping[str, Document]
) -> dict[int, str]:
    """Return the name in the study of every document, by its number, in which anything was found.

    That is the name of the sealed document whose home it is, of several the one with most quotations; else one of its own.
    """
    counts: dict[int, dict[str, int]] = {}
    for coding in codings:
        found = places.found(coding)
        if len(found) == 1:
            of_text = counts.setdefault(found[0].number, {})
            of_text[coding.document] = of_text.get(coding.document, 0) + 1
    for name in lines:
        number = places.home(name)
        if number is not None and given[number].sha256 == lines[name].sha256:
            counts.setdefault(number, {}).setdefault(name, 0)
    names: dict[int, str] = {}
    for number, of_text in counts.items():
        own = [name for name in of_text if places.home(name) == number and name not in names.values()]
        own = [name for name in own if not lines[name].text or lines[name].text == given[number].text]
        most = max(own or of_text, key=lambda name: of_text[name])
        names[number] = (
            most
            if own
            else _free(f"{lines[most].source}/{given[number].name.partition('/')[2]}", {*lines, *names.values()})
        )
    return names


def _still_documents(
    lines: dict[str, Document], hidden: Sequence[Coding], places: Places, names: Mapping[int, str]
) -> dict[str, Document]:
    """Return the register without the documents all of whose codings stand in the document of another name now."""
    lost = {coding.document for coding in hidden if len(places.found(coding)) != 1}
    return {
        name: line
        for name, line in lines.items()
        if line.text or name in names.values() or name in lost or places.home(name) not in names
    }


def _free(name: str, taken: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    free, number = name, 2
    while free in taken:
        free, number = f"{stem}-{number}{dot}{ending}", number + 1
    return free


class _Opening:
    """What becomes of codings and other texts with seals, once the places of the quotations are known."""

    def __init__(
        self, places: Places, texts: Sequence[Opened], names: Mapping[int, str], codings: Iterable[Coding]
    ) -> None:
        self._places, self._texts, self._names = places, texts, names
        self._words: dict[Seal, str] = {}
        for text in reversed(texts):
            self._words |= {seal: text.text[found[0].start : found[0].end] for seal, found in text.spots.items()}
        for coding in codings:
            seal, found = quoted(coding), self._place(coding)
            if seal is not None and found is not None:
                self._words[seal] = texts[found.number].text[found.spot.start : found.spot.end]
        self._printed = {seal: printed(words) for seal, words in self._words.items()}

    def coding(self, coding: Coding) -> Coding:
        """Return a coding with the words of its place, and with the span that it had where that has the same words."""
        coding = replace(coding, memo=opened(coding.memo, self._printed))
        found = self._place(coding)
        if found is None:
            return coding
        text, document = self._texts[found.number].text, self._names[found.number]
        start, end = found.spot.start, found.spot.end
        if document == coding.document and coding.start <= start < end <= coding.end <= len(text):
            around = text[coding.start : start] + text[end : coding.end]
            start, end = (start, end) if folded(around) else (coding.start, coding.end)
        source = coding.document.partition("/")[0]
        return replace(
            coding,
            document=document,
            start=start,
            end=end,
            quotation=text[start:end],
            before=text[max(0, start - CONTEXT) : start],
            after=text[end : end + CONTEXT],
            cited=coding.cited or (source if document.partition("/")[0] != source else ""),
        )

    def files(self, told: _Told) -> list[StudyFile]:
        """Return the files of the study but for its documents."""
        others = (file for file in told.files if not file.name.startswith(f"{CODINGS}/") and file.name != REGISTER)
        return [*map(self.file, others), *_coding_files(map(self.coding, told.codings))]

    def file(self, file: StudyFile) -> StudyFile:
        """Return another file than that of codings, with the words that were found."""
        if file.name.startswith(f"{VERDICTS}/"):
            verdicts = parse_lines(file.content, Verdict, file.name)[0]
            lines = (replace(one, suggestion=self.coding(one.suggestion)) for one in verdicts)
            return StudyFile(file.name, encode_lines(lines))
        is_quoted = file.name.endswith(".jsonl")

        def change(_: Keys, text: str) -> str:
            return opened(text, self._words if is_quoted else self._printed)

        return StudyFile(file.name, rewritten(file.name, file.content, change))

    def _place(self, coding: Coding) -> Found | None:
        found = self._places.found(coding) if quoted(coding) else []
        return found[0] if len(found) == 1 and found[0].number in self._names else None


def _coding_files(codings: Iterable[Coding]) -> list[StudyFile]:
    by_file: dict[str, list[Coding]] = {}
    for coding in codings:
        by_file.setdefault(f"{CODINGS}/{coding.coder}/{coding.document}{SUFFIX}", []).append(coding)
    return [StudyFile(name, encode_codings(of_file)) for name, of_file in by_file.items()]


def _documents(given: Sequence[Document], names: Mapping[int, str], lines: Mapping[str, Document]) -> list[StudyFile]:
    """Return the texts in which anything was found, and the register with them; one that is the very text keeps its line."""
    register = dict(lines)
    files = [StudyFile(f"{SOURCES}/{name}", line.text.encode()) for name, line in lines.items() if line.text]
    for number, name in names.items():
        document, line = given[number], lines.get(name)
        is_same = line is not None and line.sha256 == document.sha256
        source = line.source if line is not None else name.partition("/")[0]
        register[name] = line if is_same and line is not None else replace(document, name=name, source=source)
        files.append(StudyFile(f"{SOURCES}/{name}", document.text.encode()))
    return [*files, StudyFile(REGISTER, encode_register(register))]


def _told(file: StudyFile, language: str) -> StudyFile:
    """Return a file of a study that is open: without the salt, and with marks for words that no document has any more."""
    content = file.content
    if file.name == STUDY_FILE:
        content = _SALT_LINE.sub("", content.decode(), count=1).encode()
    if is_sealed(content.decode()):
        content = rewritten(file.name, content, lambda _, text: marked(text, language))
    return StudyFile(file.name, content)
