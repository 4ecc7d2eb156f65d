"""Bringing in codings from office files: what is new comes in, what came back is recognised, nothing is doubled or lost.

A note that says what a coding said when the file was written leaves that coding alone, whatever became of it since. Any other note
is a coding of its passage by each of its concepts: one that is there already takes over what the note says, and keeps what
it does not mention. A coding that the file was written with and does not mark any more was deleted by a person: it is told, and
taken away only where that is asked for.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from gioia.codebook.records import concepts, themes
from gioia.codings.coding import Coding, Role, new_coding, with_free_id
from gioia.codings.notes import Names, Note, read_note
from gioia.edits.names import check_new
from gioia.edits.placing import Found, Placed
from gioia.edits.plan import FileChange, Plan, change_text, coding_changes
from gioia.errors import GioiaError
from gioia.findings import Finding, counted, finding
from gioia.plaintext.yaml_edit import append_items
from gioia.sources.documents import is_folder_name
from gioia.sources.normal import folded, shortened
from gioia.study.history import Deed
from gioia.study.record import Study

UNNAMED = {"zh": "待命名", "en": "to be named"}
"""The concept of a passage whose comment names none."""

_HIGHLIGHT = {"zh": "突出显示：{}", "en": "highlighted in {}"}
_ROLES: dict[str, Role] = {"power": "power", "proof": "proof", "counter": "counter"}
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})?")
_MOST_TOLD = 20


class Terms(Struct, frozen=True):
    """How a file is brought in: when, whether deleted codings go, and colour → concept for highlights."""

    time: str
    is_replacing: bool = False
    legend: Mapping[str, str] = {}


class Coders:
    """Who is meant by the name that a file gives: the declared coder of that name, else one who has coded, else that name.

    `given` is meant whatever the file says, `person` where it says nothing.
    """

    def __init__(self, study: Study, given: str = "", person: str = "") -> None:
        declared = [coder.name for coder in study.coders]
        known = dict.fromkeys([*declared, *(coding.coder for coding in study.codings)])
        self._alike = {folded(name): name for name in reversed(known)}
        self._given, self._person = given, person
        self._procedures = {coder.name for coder in study.coders if coder.kind == "procedure"}

    def __call__(self, name: str) -> str:
        """Return the coder. Raises GioiaError where nobody is named, where none can be called so, or where it is no person."""
        coder = self._given or (self._alike.get(folded(name), name) if name else self._person)
        remedy = "say who coded: --coder NAME"
        if not coder:
            raise GioiaError("the file does not say who coded", remedy=remedy)
        if not is_folder_name(coder):
            raise GioiaError(f"{coder!r} cannot name a coder", remedy=remedy)
        if coder in self._procedures:
            raise GioiaError(f"{coder!r} is a procedure and marks no files", remedy=remedy)
        return coder


def import_marked(study: Study, placed: Placed, carried: Sequence[Coding], terms: Terms, file: str) -> Plan:
    """Return the plan that brings in what was found in a file; `carried` are the codings that the file was written with.

    Refused in addition (NA1): a note whose concept is the name of a theme or dimension. Remarks (NA1): a stage, source or role
    that there is not, which goes into the memo.
    """
    gathered = _Gathered(study, carried, terms)
    for found in placed.found:
        gathered.take(found)
    gone = gathered.gone()
    refused = (*placed.refused, *gathered.refused)
    removed = [] if refused or not terms.is_replacing else gone
    changes = coding_changes(study, added=gathered.codings(), removed=[*gathered.replaced.values(), *removed])
    structure = _new_concepts(study, gathered.new)
    messages = [*gathered.told(), *_told_gone(study, gone, is_removed=bool(removed), is_refused=bool(refused))]
    coders = tuple(dict.fromkeys(found.coder for found in placed.found))
    return Plan(
        (*structure, *changes),
        tuple(messages),
        refused,
        (*placed.remarks, *gathered.remarks),
        Deed("import codings", (file,), coders),
    )


_Key = tuple[str, int, int, str, str]


class _Gathered:
    """What the notes of a file come to, one after the other."""

    def __init__(self, study: Study, carried: Sequence[Coding], terms: Terms) -> None:
        self.refused: list[Finding] = []
        self.remarks: list[Finding] = []
        self.new: list[str] = []
        self.replaced: dict[str, Coding] = {}
        self._study, self._terms = study, terms
        self._names = Names(concept.name for concept in concepts(study.codebook))
        self._above = {theme.name for theme in themes(study.codebook)} | {one.name for one in study.codebook.dimensions}
        self._stages = {stage.name for stage in study.stages}
        self._sources = {source.code for source in study.sources}
        self._by_key: dict[_Key, Coding] = {_key(coding): coding for coding in study.codings}
        self._by_id = {coding.id: coding for coding in study.codings}
        self._taken = set(self._by_id)
        self._memos = {coding.id: coding.memo for coding in carried}
        self._added: dict[_Key, Coding] = {}
        self._changed: dict[_Key, Coding] = {}
        self._seen: set[str] = set()

    def take(self, found: Found) -> None:
        """Take one note in."""
        if found.known is not None:
            self._known(found, found.known)
            return
        note = self._note(found)
        for name in note.concepts:
            if self._is_concept(found, name):
                self._coded(found, name, note)

    def codings(self) -> list[Coding]:
        """Return the codings to be written."""
        return [*self._added.values(), *self._changed.values()]

    def gone(self) -> list[Coding]:
        """Return the codings of the study that the file was written with and does not mark any more."""
        return [self._by_id[each] for each in self._memos if each in self._by_id and each not in self._seen]

    def told(self) -> list[str]:
        """Return what came in, in words."""
        by_coder = dict.fromkeys(coding.coder for coding in self._added.values())
        lines = [
            f"{counted(sum(one.coder == coder for one in self._added.values()), 'coding')} by {coder} came in"
            for coder in by_coder
        ] or ["nothing new is in the file"]
        lines += [f"{counted(len(self._changed), 'coding')} changed"] if self._changed else []
        were_in = len(self._seen) - len(self._changed)
        lines += [f"{counted(were_in, 'coding')} of the file {'was' if were_in == 1 else 'were'} in already"]
        return [*lines, *([f"new under ungrouped: {', '.join(self.new)}"] if self.new else [])]

    def _known(self, found: Found, known: Coding) -> None:
        mine = self._by_id.get(known.id)
        if mine is None or (mine.document, mine.coder) != (known.document, known.coder):
            mine = self._by_key.get(_key(replace(known, document=found.document)))
        if mine is not None:
            self._seen.add(mine.id)
            self._replied(mine, found)
            return
        note = Note((known.concept,), known.stage, known.cited, known.role, known.memo)
        if self._is_concept(found, known.concept):
            self._coded(found, known.concept, self._vetted(found, _answered(note, found)), known)

    def _note(self, found: Found) -> Note:
        language = "en" if self._study.language == "en" else "zh"
        if found.colour:
            named = self._terms.legend.get(found.colour.casefold()) or _HIGHLIGHT[language].format(found.colour)
            return Note((self._names.meant(named) or named,))
        note = self._vetted(found, _answered(read_note(found.note, self._names), found))
        return note if note.concepts else replace(note, concepts=(UNNAMED[language],))

    def _vetted(self, found: Found, note: Note) -> Note:
        """Return the note with what the study does not have moved to its memo."""
        declared: dict[str, Collection[str]] = {"stage": self._stages, "cited": self._sources, "role": _ROLES}
        for field, names in declared.items():
            said = getattr(note, field)
            if said and said not in names:
                noun = "source" if field == "cited" else field
                remedy = "it went into the memo; declare it, or correct it with gioia code"
                message = f"no {noun} is called {said!r}"
                self.remarks.append(finding("NA1", found.place, message, remedy, subject=said, severity="warning"))
                memo = "\n".join(filter(None, [note.memo, f"{noun}: {said}"]))
                note = replace(note, **{field: "", "memo": memo})
        return note

    def _is_concept(self, found: Found, name: str) -> bool:
        """Tell whether a passage can be coded with the name; a new one is remembered."""
        if self._names.meant(name) == name or name in self.new:
            return True
        if name in self._above:
            remedy = "name one of its concepts: gioia structure"
            self.refused.append(finding("NA1", found.place, f"{name!r} is no concept but stands above", remedy))
            return False
        check_new(self._study, "concept", name)
        self.new.append(name)
        return True

    def _coded(self, found: Found, name: str, note: Note, known: Coding | None = None) -> None:
        key = (found.document, found.start, found.end, name, found.coder)
        mine = self._changed.get(key) or self._by_key.get(key)
        if mine is not None:
            self._seen.add(mine.id)
            self._change(mine, self._updated(mine, note))
        elif key in self._added:
            self._added[key] = self._updated(self._added[key], note)
        else:
            new = new_coding(
                self._study.documents[found.document].text,
                found.document,
                (found.start, found.end),
                concept=name,
                coder=found.coder,
                time=known.time if known else self._time(found.time),
                stage=note.stage,
                cited=note.cited,
                role=_ROLES.get(note.role, ""),
                memo=note.memo,
                id=known.id if known else "",
            )
            self._added[key] = new = with_free_id(new, self._taken)
            self._taken.add(new.id)

    def _time(self, said: str) -> str:
        return said if _TIME.fullmatch(said) else self._terms.time

    def _replied(self, mine: Coding, found: Found) -> None:
        now = self._changed.get(_key(mine), mine)
        self._change(mine, replace(now, memo=_answered(Note(memo=now.memo), found).memo))

    def _updated(self, coding: Coding, note: Note) -> Coding:
        """Return the coding with what the note says; a memo that the file was not written with stays before the note's."""
        said = {"stage": note.stage, "cited": note.cited, "role": _ROLES.get(note.role, ""), "memo": note.memo}
        if note.memo and coding.memo not in {"", self._memos.get(coding.id), note.memo}:
            is_in = note.memo in coding.memo
            said["memo"] = coding.memo if is_in else f"{coding.memo}\n{note.memo}"
        return replace(coding, **{key: value for key, value in said.items() if value})

    def _change(self, mine: Coding, now: Coding) -> None:
        if now != mine:
            self.replaced.setdefault(mine.id, self._by_id[mine.id])
            self._changed[_key(mine)] = now


def _key(coding: Coding) -> _Key:
    return coding.document, coding.start, coding.end, coding.concept, coding.coder


def _answered(note: Note, found: Found) -> Note:
    """Return the note with the replies at the end of its memo, those that are not in it."""
    new = [reply for reply in found.replies if reply not in note.memo]
    return replace(note, memo="\n".join(filter(None, [note.memo, *new]))) if new else note


def _new_concepts(study: Study, names: Sequence[str]) -> list[FileChange]:
    items = [{"concept": name} for name in names]
    return [change_text(study.codebook_file, lambda text: append_items(text, ["ungrouped"], items))] if names else []


def _told_gone(study: Study, gone: Sequence[Coding], *, is_removed: bool, is_refused: bool) -> list[str]:
    if not gone:
        return []
    if is_removed:
        head = f"{counted(len(gone), 'coding')} deleted in the file, and here"
    else:
        remedy = "some of its notes were refused: correct them first" if is_refused else "take them away with --replace"
        head = f"{counted(len(gone), 'coding')} deleted in the file, and left here ({remedy})"
    lines = [
        f"  {one.id} {one.concept}, by {one.coder}: {one.document} “{shortened(one.quotation)}”"
        for one in gone[:_MOST_TOLD]
    ]
    lines += [f"  and {len(gone) - _MOST_TOLD} more"] if len(gone) > _MOST_TOLD else []
    ids = {one.id for one in gone} if is_removed else set()
    naming = [one.id for one in study.model.relations if ids & set(one.codings)]
    naming += [one.name for one in study.model.events if ids & set(one.codings)]
    return [head + ":", *lines, *([f"the model still names some of them: {', '.join(naming)}"] if naming else [])]
