"""A form, filled: each item answered from the study, not applicable for the researcher's reason, or missing.

Nothing is guessed: what only a person can say is missing until study.yaml states it, however much the files show beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from msgspec import Struct

from gioia.audit.trail import Entry, trail
from gioia.displays.display import Display
from gioia.forms import base_facts, finding_facts, work_facts
from gioia.forms.items import Blank, Item, blank
from gioia.forms.told import Fact, Known, Words, numbers_of
from gioia.study.history import read_history
from gioia.study.record import Study
from gioia.study.statements import PARTS, Statement, is_not_applicable, reason_of, says

State = Literal["filled", "not applicable", "missing"]

TELLERS = base_facts.TELLERS | work_facts.TELLERS | finding_facts.TELLERS
"""Every fact by the name that forms have for it."""


class Answer(Struct, frozen=True):
    """What a study has to say on an item: `texts` in both languages, what the researcher states before what the files show.

    `places` is where that stands or can be seen. Of a missing item `wants` are the statements of study.yaml that would answer
    it, or what else would, such as a command; its texts are what there is so far.
    """

    item: Item
    state: State
    texts: tuple[Words, ...] = ()
    places: tuple[Words, ...] = ()
    wants: tuple[str, ...] = ()


class Form(Struct, frozen=True):
    """A filled form: the form as it was, and an answer to each of its items, in their order."""

    blank: Blank
    answers: tuple[Answer, ...]


def filled(study: Study, form: str, entries: Iterable[Entry] = (), displays: Iterable[Display] = ()) -> Form:
    """Return the form of that name as the study fills it.

    `entries` are the trail of the study, `displays` its tables and figures, by whose numbers answers name them; without them
    these are passed over. Raises GioiaError for a form that there is not.
    """
    empty = blank(form)
    known = Known(study, tuple(entries), numbers_of(displays))
    facts = {name: TELLERS[name].tell(known) for name in {name for item in empty.items for name in item.tells}}
    return Form(empty, tuple(_answer(item, known, facts) for item in empty.items))


def filled_forms(study: Study, forms: Iterable[str], displays: Iterable[Display] = ()) -> list[Form]:
    """Return the forms of those names with the trail of the study as its folder and git tell it. Raises GioiaError as `filled` does."""
    entries, shown = trail(study, read_history(study.root)[0]), tuple(displays)
    return [filled(study, form, entries, shown) for form in forms]


def _answer(item: Item, known: Known, facts: dict[str, Fact | None]) -> Answer:
    said = known.study.statements
    told = [fact for name in item.tells if (fact := facts[name])]
    if _falls(item, known.study):
        return _not_applicable(item, [(item.without, said[item.without])])
    stated = [(key, said[key]) for key in (*item.asks, *item.may) if says(said, key)]
    lacking = [key for key in item.asks if not says(said, key)]
    if lacking:
        return _answered(item, "missing", stated, told, tuple(f"statements: {key}" for key in lacking))
    deciding = [(key, one) for key, one in stated if key in item.asks or not item.asks]
    is_shown = told and (item.anyway or not item.asks)
    if deciding and not is_shown and all(is_not_applicable(one) for _, one in deciding):
        return _not_applicable(item, deciding)
    if not deciding and not told:
        wants = [*(TELLERS[name].wants for name in item.tells), *(f"statements: {key}" for key in item.may)]
        return Answer(item, "missing", wants=tuple(dict.fromkeys(wants)))
    return _answered(item, "filled", stated, told)


def _falls(item: Item, study: Study) -> bool:
    """Tell whether the item does not apply because something else does not, and nothing is stated about itself."""
    other = study.statements.get(item.without)
    is_silent = not any(says(study.statements, key) for key in item.asks)
    return other is not None and is_not_applicable(other) and is_silent


def _answered(
    item: Item,
    state: State,
    stated: Sequence[tuple[str, Statement]],
    told: Sequence[Fact],
    wants: tuple[str, ...] = (),
) -> Answer:
    texts = (*(_words(one) for _, one in stated), *(fact.text for fact in told))
    seen = (*_stated_at(stated), *(place for fact in told for place in fact.places))
    return Answer(item, state, texts, tuple(dict.fromkeys(seen)), wants)


def _not_applicable(item: Item, stated: Sequence[tuple[str, Statement]]) -> Answer:
    reasons = dict.fromkeys(reason_of(one) for _, one in stated)
    return Answer(item, "not applicable", tuple((one, one) for one in reasons), tuple(_stated_at(stated)))


def _stated_at(stated: Iterable[tuple[str, Statement]]) -> Iterator[Words]:
    for key, _ in stated:
        yield f"statements: {key}", f"statements: {key}"


def _words(statement: Statement) -> Words:
    """Return what is stated, in both languages as far as it has parts."""
    if not statement.parts:
        return statement.text.strip(), statement.text.strip()
    english = "; ".join(f"{PARTS[part][0]}: {text}" for part, text in statement.parts.items())
    chinese = "；".join(f"{PARTS[part][1]}：{text}" for part, text in statement.parts.items())
    return english, chinese
