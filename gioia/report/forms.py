"""Forms of reporting as the study fills them, as values for the page: every item, and the way to what its answer names.

Where an answer can be seen is told in words; what of it this report has is an address in it: a printed table or figure, the view that
shows what a command would, the statements of the researcher.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gioia.audit.trail import Entry
from gioia.displays.display import Display
from gioia.forms.filling import Answer, filled
from gioia.forms.items import FORMS
from gioia.forms.told import Known, Words, numbers_of
from gioia.report.material import LANGUAGES, Value
from gioia.study.record import Study

_STATED = "statements: "
_VIEWS = {
    "codings/": "matrix",
    "gioia check": "findings",
    "gioia history": "history",
    "gioia model": "model",
    "gioia report": "saturation",
    "gioia sources": "sources",
    "gioia structure": "structure",
    "memos/": "memos",
    "study.yaml: coders": "matrix",
    "study.yaml: sources": "sources",
    "study.yaml: stages": "model",
    "study.yaml: waivers": "findings",
}
"""Files and commands, and the views that show what stands there or what they tell."""


def form_values(study: Study, entries: Sequence[Entry], displays: Sequence[Display]) -> list[Value]:
    """Return the forms in their order, filled with the trail of the study, and with the displays by whose numbers answers name them."""
    shown = addresses(Known(study, (), numbers_of(displays)))
    forms = [filled(study, name, entries, displays) for name in FORMS]
    return [
        {
            "name": form.blank.name,
            "title": both(form.blank.title),
            "reference": form.blank.reference,
            "note": both(form.blank.note),
            "items": [_item(answer, shown) for answer in form.answers],
        }
        for form in forms
    ]


def _item(answer: Answer, shown: Mapping[Words, list[str]]) -> Value:
    item = answer.item
    return {
        "number": item.number,
        "heading": both(item.heading),
        "topic": both(item.topic),
        "state": answer.state,
        "texts": [both(text) for text in answer.texts],
        "places": place_values(answer.places, shown),
        "wants": list(answer.wants),
    }


def addresses(known: Known) -> dict[Words, list[str]]:
    """Return what answers call the displays of a study → the addresses of these in the report."""
    return {
        words: [f"{kind}-{number}" for number in numbers]
        for name, (kind, numbers) in known.numbers.items()
        for words in known.shown(name)
    }


def place_values(places: Iterable[Words], shown: Mapping[Words, list[str]]) -> list[Value]:
    """Return places, each with the addresses in the report where it can be seen, `to`; none where it cannot."""
    return [both(place) | {"to": shown.get(place) or _view(place[0])} for place in places]


def _view(place: str) -> list[str]:
    if place.startswith(_STATED):
        return ["method"]
    return [_VIEWS[place]] if place in _VIEWS else []


def both(words: Words) -> Value:
    """Return words by language."""
    return dict(zip(LANGUAGES, words, strict=True))
