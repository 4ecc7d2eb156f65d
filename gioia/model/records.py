"""The process model as records: stages, constructs and relations.

A relation is an arrow between two names: themes, dimensions, stages, or constructs that the model declares itself
(a link of the process, one pole of an interaction, a mode, a role). It is of a kind, and it rests on codings of the
study, or, where there are none, on a section that states it. An event is what happened at a time, and rests on codings too.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, structs

from gioia.findings import Place
from gioia.model.dates import days


class Stage(Struct, frozen=True):
    """A bracket of time in a process study.

    `start` and `end` are ISO 8601 dates of any precision (2013, 2013-12, 2013-12-01); a last stage may have no end.
    `opened_by` is the event that breaks it from the stage before.
    """

    name: str
    start: str = ""
    end: str = ""
    opened_by: str = ""
    definition: str = ""
    place: Place = Place()


class Construct(Struct, frozen=True):
    """A name that relations use and that is no theme, dimension or stage.

    `kind` is link, pole, mode or role, or a word of the study's own. `theme` is the interaction that a pole belongs to,
    `role` the actor whose side it is, `stage` the stage in which it begins to hold.
    """

    name: str
    kind: str = ""
    theme: str = ""
    role: str = ""
    stage: str = ""
    definition: str = ""
    place: Place = Place()
    places: dict[str, Place] = {}


class Relation(Struct, frozen=True):
    """An arrow of the process model.

    `source` and `target` are the names at its ends (`from` and `to` in the file). `stage` is empty in the integrated
    model. `lead` is the role that leads in a dyad. `codings` are ids of codings; `section` and `basis` say where and why
    the relation stands, in the study's own words.
    """

    id: str
    source: str
    target: str
    kind: str
    stage: str = ""
    label: str = ""
    lead: str = ""
    codings: tuple[str, ...] = ()
    section: str = ""
    basis: str = ""
    place: Place = Place()
    places: dict[str, Place] = {}


class Event(Struct, frozen=True):
    """What happened, and when.

    `date` and `end` are ISO 8601 dates of any precision; an event without `end` happened at its date. `stage` is the stage
    that it belongs to, `sources` the codes of those that tell of it, `codings` ids of the codings that it rests on, `about`
    what else there is to say.
    """

    name: str
    date: str
    end: str = ""
    stage: str = ""
    sources: tuple[str, ...] = ()
    codings: tuple[str, ...] = ()
    about: str = ""
    place: Place = Place()
    places: dict[str, Place] = {}


class Kind(Struct, frozen=True):
    """A kind of relation that the study declares itself, with its label in displays."""

    name: str
    label: str = ""
    place: Place = Place()


class Model(Struct, frozen=True):
    """The constructs, relations and events of a study, in the file's order, and the kinds of relation that it adds."""

    kinds: tuple[Kind, ...] = ()
    constructs: tuple[Construct, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    place: Place = Place()


def chronology(stages: Iterable[Stage], events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events by date, the less precise of the same beginning first, and what opens a dated stage among them.

    What opens a stage is an event at its start, unless an event of that name is declared: that one then belongs to the
    stage, unless it says to which. What has no date is left out.
    """
    stages = tuple(stages)
    declared = _placed(stages, events)
    named = {event.name for event in declared}
    opening = (
        Event(stage.opened_by, stage.start, stage=stage.name, place=stage.place)
        for stage in stages
        if stage.opened_by and stage.opened_by not in named
    )
    dated = [(span, event) for event in (*opening, *declared) if (span := days(event.date))]
    return tuple(event for _, event in sorted(dated, key=lambda pair: (pair[0][0], -pair[0][1])))


def _placed(stages: Iterable[Stage], events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the declared events, each that opens a stage with that stage where it names none."""
    opened = {stage.opened_by: stage.name for stage in stages if stage.opened_by}
    return tuple(event if event.stage else structs.replace(event, stage=opened.get(event.name, "")) for event in events)


def every_event(stages: Iterable[Stage], events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the declared events and those that open stages, each name once, by date; what has no date comes last."""
    stages = tuple(stages)
    declared = _placed(stages, events)
    return tuple({event.name: event for event in (*chronology(stages, declared), *declared)}.values())


KINDS = {
    "enables": {"zh": "支撑", "en": "enables"},
    "hinders": {"zh": "阻碍", "en": "hinders"},
    "moderates": {"zh": "调节", "en": "moderates"},
    "dyad": {"zh": "互动", "en": "interacts with"},
    "leads_to": {"zh": "导向", "en": "leads to"},
    "triggers": {"zh": "触发", "en": "triggers"},
    "results_in": {"zh": "产生", "en": "results in"},
    "feeds_back": {"zh": "反馈", "en": "feeds back to"},
    "drives_stage_transition": {"zh": "驱动阶段转换", "en": "drives stage transition"},
    "feeds_next_stage": {"zh": "进入下一阶段", "en": "feeds next stage"},
    "evolves_into": {"zh": "演化为", "en": "evolves into"},
    "dimension_sequence": {"zh": "理论逻辑顺序", "en": "precedes"},
    "lean_link": {"zh": "环节对应", "en": "link works through"},
}
"""The kinds of relation that every study may use, and their labels in displays, by language."""


def in_order(kinds: Iterable[str]) -> tuple[str, ...]:
    """Return kinds of relation, each once, in the order of `KINDS`; a study's own come last, in the order given."""
    found = dict.fromkeys(kinds)
    return (*(kind for kind in KINDS if kind in found), *(kind for kind in found if kind not in KINDS))


def kind_label(model: Model, kind: str, language: str) -> str:
    """Return the label of a kind of relation: the study's own, else the general one, else the kind's name."""
    own = {declared.name: declared.label for declared in model.kinds}
    return own.get(kind) or KINDS.get(kind, {}).get(language, kind)
