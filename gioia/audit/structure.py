"""The data structure: a whole tree, grounded, abstracted step by step, and named so that a reader can follow.

What asks for more than is there while one is still coding (two concepts a theme, two passages a concept) is asked once a study
shows evidence: before, it is in the making.
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from gioia.codebook.records import Concept, concepts, dimension_of, theme_of, themes
from gioia.codings.coding import Coding
from gioia.findings import Finding, Place, counted, finding, listed
from gioia.plaintext.files import shown_path
from gioia.study.record import Study, counted_codings, evidence
from gioia.study.statements import says

_LEAST = 2
_SURELY = ("、", "；", ";", "／", "/", "以及")
_PERHAPS = ("和", "与", "及", " and ", " or ", " & ")
"""What joins two ideas in a label, and what also joins the two sides of one: 与用户互动, give and take."""
_DASH = "—"
_DASHES = str.maketrans(dict.fromkeys("–―‐‑↔→⇄-", _DASH))
_EMPTY_CHARACTERS = frozenset("的了和与在是有及对于为以而其之者们被把让从")
_STEM = 4
_REPEATED = 2 / 3
"""What share of a name has to be another's for the one to say no more than the other: a choice of ours."""


def complete_tree(study: Study) -> Iterator[Finding]:
    """GI1: every concept in a theme, every theme with a concept, every dimension with a theme (Gioia et al. 2013)."""
    codebook = study.codebook
    for concept in codebook.ungrouped:
        remedy = "move it below a theme in the codebook"
        yield finding("GI1", concept.place, f"the concept {concept.name!r} has no theme", remedy, subject=concept.name)
    for theme in themes(codebook):
        if not theme.concepts:
            remedy = "give it a concept, or delete it"
            yield finding("GI1", theme.place, f"the theme {theme.name!r} has no concept", remedy, subject=theme.name)
    for dimension in codebook.dimensions:
        if not dimension.themes:
            message = f"the dimension {dimension.name!r} has no theme"
            yield finding("GI1", dimension.place, message, "give it a theme, or delete it", subject=dimension.name)


def grounded_concepts(study: Study) -> Iterator[Finding]:
    """GI2: every concept has a coding by a person (Corley and Gioia 2004)."""
    coded = {coding.concept for coding in counted_codings(study)}
    for concept in concepts(study.codebook):
        if concept.name not in coded:
            message = f"the concept {concept.name!r} has no coding"
            yield finding("GI2", concept.place, message, "code a passage with it, or delete it", subject=concept.name)


def doubly_grounded(study: Study) -> Iterator[Finding]:
    """GI3: a concept has passages in two documents at least, so that it does not hang on one place (Eisenhardt 1989).

    Where the whole study rests on one document, that is said once.
    """
    if not evidence(study):
        return
    read = {coding.document for coding in counted_codings(study)}
    if len(read) < _LEAST:
        message = f"all concepts rest on one document ({', '.join(read)})"
        remedy = "look for them in other documents, or waive it with the reason"
        yield finding("GI3", Place(shown_path(study.study_file)), message, remedy, subject="documents")
        return
    for concept, codings in _coded(study):
        documents = {coding.document for coding in codings}
        if not codings or len(documents) >= _LEAST:
            continue
        many = "one passage" if len(codings) == 1 else f"{len(codings)} passages of one document"
        message = f"the concept {concept.name!r} rests on {many} ({', '.join(sorted(documents))})"
        remedy = "look for it elsewhere, or say in the paper that it was seen in one place"
        yield finding("GI3", concept.place, message, remedy, subject=concept.name)


def grouped_by_twos(study: Study) -> Iterator[Finding]:
    """GI4: a theme groups two concepts at least and a dimension two themes; one alone is renamed, not abstracted."""
    if not evidence(study):
        return
    for dimension in study.codebook.dimensions:
        if len(dimension.themes) + len(dimension.also) == 1:
            message = f"the dimension {dimension.name!r} has one theme only"
            remedy = "split the theme, or move it to another dimension"
            yield finding("GI4", dimension.place, message, remedy, subject=dimension.name)
        for theme in dimension.themes:
            if len(theme.concepts) + len(theme.also) == 1:
                message = f"the theme {theme.name!r} has one concept only"
                remedy = "split the concept, or move it to another theme"
                yield finding("GI4", theme.place, message, remedy, subject=theme.name)


def voices_kept_apart(study: Study) -> Iterator[Finding]:
    """GI5: concepts speak with the informants, themes with the researcher (Van Maanen 1979).

    A theme that is called as a concept, or little else, repeats the informants. That hardly a word of a concept's label stands in
    any of its passages is a remark only: people may have said it in other words.
    """
    yield from _repeating_themes(study)
    for concept, codings in _coded(study):
        words = _words(concept.name)
        said = " ".join(coding.quotation for coding in codings).casefold()
        there = {word for word in words if word in said}
        # One ideograph of many is chance: 品 is of 产品 and of 品牌.
        is_said = any(len(word) > 1 for word in there) or len(there) >= (1 if len(words) < _STEM else _LEAST)
        if codings and words and not is_said:
            message = f"no word of the concept {concept.name!r} stands in its passages"
            if there:
                message = f"of the concept {concept.name!r} only {''.join(there)!r} stands in its passages"
            remedy = "name it in the words of those who speak, where these have one"
            yield finding("GI5", concept.place, message, remedy, subject=concept.name, severity="info")


def _repeating_themes(study: Study) -> Iterator[Finding]:
    """Yield a finding for each theme that is called as a concept, be it another theme's, or holds or lacks a little of its name."""
    theme_by_concept = theme_of(study.codebook)
    names = [(_key(concept.name), concept.name) for concept in concepts(study.codebook)]
    for theme in themes(study.codebook):
        key = _key(theme.name)
        same = next((name for other, name in names if other == key), "")
        near = same or next((name for other, name in names if _repeats(key, other)), "")
        if not near:
            continue
        own = theme_by_concept.get(near) == theme.name
        which = "one of its concepts" if own else f"the concept {near!r}"
        message = f"the theme {theme.name!r} is called as {which}"
        if not same:
            message = f"the theme {theme.name!r} repeats the concept {near!r}"
        yield finding("GI5", theme.place, message, "name the theme in the words of theory", subject=theme.name)


def _repeats(one: str, other: str) -> bool:
    """Tell whether the shorter of two names stands in the longer one, and most of the longer one is that."""
    short, long = sorted((one, other), key=len)
    return len(short) >= _STEM and short in long and len(short) >= _REPEATED * len(long)


def single_ideas(study: Study) -> Iterator[Finding]:
    """GI6: a concept's label joins no two ideas.

    A list mark joins two for certain. Of 与, 和, "and" that is said only where the passages show it: one has words of the first
    side and none of the second, another the other way round.
    """
    for concept, codings in _coded(study):
        mark = next((mark for mark in _SURELY if mark in concept.name), "")
        if mark:
            message = f"the concept {concept.name!r} joins ideas by {mark!r}"
            remedy = "split it where passages have the one without the other: gioia concept split"
            yield finding("GI6", concept.place, message, remedy, subject=concept.name)
            continue
        apart = next(filter(None, (_apart(part, codings) for part in _parts(concept.name))), "")
        if apart:
            message = f"the concept {concept.name!r} joins what passages have apart: {apart}"
            remedy = "split it if these are two ideas: gioia concept split"
            yield finding("GI6", concept.place, message, remedy, subject=concept.name)


def _apart(part: str, codings: list[Coding]) -> str:
    """Return, in words, which passage has what stands before the 与 of a label only, and which what stands after; else empty."""
    for mark in _PERHAPS:
        before, found, after = part.partition(mark)
        if found:
            one, other = _only_in(before, after, codings), _only_in(after, before, codings)
            return f"{before.strip()!r} in {one}, {after.strip()!r} in {other}" if one and other else ""
    return ""


def _only_in(words: str, others: str, codings: list[Coding]) -> str:
    """Return the id of the first passage that has one of the words and none of the others; else empty."""
    wanted, unwanted = _words(words) - _words(others), _words(others) - _words(words)
    for coding in codings:
        said = coding.quotation.casefold()
        if any(word in said for word in wanted) and not any(word in said for word in unwanted):
            return coding.id
    return ""


def _parts(name: str) -> list[str]:
    """Return the sides of a dyad; of another name the name itself."""
    return name.translate(_DASHES).split(_DASH)


def one_spelling(study: Study) -> Iterator[Finding]:
    """GI7: no two names differ in signs or in the order of their parts only (in a dyad the order says who leads)."""
    written: dict[tuple[str, ...], tuple[str, Place]] = {}
    for name, place in _names(study):
        parts = tuple(sorted(filter(None, map(_key, _parts(name)))))
        first, _ = written.setdefault(parts, (name, place))
        if first != name:
            message = f"{name!r} is nearly {first!r}"
            yield finding("GI7", place, message, "write both as one, or name them further apart", subject=name)


def modelled_themes(study: Study) -> Iterator[Finding]:
    """GI8: where there is a model, every theme stands in it: itself, by its poles or in its dimension (Gioia et al. 2013, 22)."""
    if not study.model.relations:
        return
    of_construct = {construct.name: construct.theme for construct in study.model.constructs}
    ends = {end for relation in study.model.relations for end in (relation.source, relation.target)}
    ends |= {of_construct[end] for end in ends if of_construct.get(end)}
    dimensions = dimension_of(study.codebook)
    for theme in themes(study.codebook):
        if ends.isdisjoint({theme.name, dimensions.get(theme.name, "")}):
            message = f"no relation of the model leads from or to the theme {theme.name!r}"
            remedy = "add the relation, or say in the paper why the theme stands outside"
            yield finding("GI8", theme.place, message, remedy, subject=theme.name)


def readable_history(study: Study) -> Iterator[Finding]:
    """FI1, FI4, FI7: what was done to the study can be read, and undone."""
    from gioia.study.history import read_history

    yield from read_history(study.root)[1]


def explained_changes(study: Study) -> Iterator[Finding]:
    """GI9: what was renamed, merged, split, moved or dropped in the codebook has its reason in the history (O'Kane et al. 2021)."""
    from gioia.audit.trail_reasons import unexplained

    bare, all_of_them = unexplained(study.root)
    if bare and not says(study.statements, "history"):
        message = f"{len(bare)} of {all_of_them} changes of the codebook have no reason: {', '.join(bare[:3])}"
        remedy = "say --why when you change it; of changes already made, say it under statements: history in study.yaml"
        yield finding("GI9", Place(shown_path(study.codebook_file)), message, remedy, subject="history")


def told_growth(study: Study) -> Iterator[Finding]:
    """GI10: the number of concepts over time is known: from edits of the history, from git, or as the researcher tells it."""
    if not evidence(study) or says(study.statements, "history"):
        return
    from gioia.audit.trail_reasons import knows_its_past

    if not knows_its_past(study):
        message = "nothing tells how many concepts there were at first and how many were kept"
        remedy = "keep the study in git, or say it under statements: history in study.yaml"
        yield finding("GI10", Place(shown_path(study.codebook_file)), message, remedy, subject="history")


def rival_readings(study: Study) -> Iterator[Finding]:
    """GI11: of each theme a passage that speaks against it, a memo, or a statement shows that other readings were weighed."""
    shown = evidence(study)
    if not shown or says(study.statements, "rivals"):
        return
    of = theme_of(study.codebook)
    weighed = {of.get(coding.concept, "") for coding in shown if coding.role == "counter"} | _noted(study, of)
    named = [theme.name for theme in themes(study.codebook)]
    bare = [name for name in named if name not in weighed]
    if not bare:
        return
    message = "no excerpt speaks against a theme, no memo is about one, and nothing is said of other readings"
    if len(bare) < len(named):
        message = f"no excerpt speaks against, and no memo is about, {counted(len(bare), 'theme')}: {listed(bare)}"
    remedy = "code what contradicts with --role counter, write a memo, or say it under statements: rivals"
    yield finding("GI11", Place(shown_path(study.study_file)), message, remedy, subject="rivals")


def _noted(study: Study, theme_by_concept: Mapping[str, str]) -> set[str]:
    """Return the names that memos are about, and for a concept its theme."""
    if not study.memos:
        return set()
    from gioia.study.memos import read_memos

    about = {memo.about for memo in read_memos(study)}
    return about | {theme_by_concept[name] for name in about if name in theme_by_concept}


def _coded(study: Study) -> Iterator[tuple[Concept, list[Coding]]]:
    """Yield each concept with the codings that count for it."""
    by_concept: dict[str, list[Coding]] = defaultdict(list)
    for coding in counted_codings(study):
        by_concept[coding.concept].append(coding)
    for concept in concepts(study.codebook):
        yield concept, by_concept.get(concept.name, [])


def _names(study: Study) -> Iterator[tuple[str, Place]]:
    book = study.codebook
    yield from ((one.name, one.place) for one in book.dimensions)
    yield from ((one.name, one.place) for one in themes(book))
    yield from ((one.name, one.place) for one in concepts(book))
    yield from ((one.name, one.place) for one in study.stages)
    yield from ((one.name, one.place) for one in study.model.constructs)


def _key(name: str) -> str:
    """Return the letters and digits of a name, width and case aside."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _words(label: str) -> set[str]:
    """Return the ideographs of a label that carry meaning, and the stems of its longer words."""
    characters = {letter for letter in label if _is_ideograph(letter)}
    latin = "".join(letter if letter.isalpha() and letter not in characters else " " for letter in label)
    return (characters - _EMPTY_CHARACTERS) | {word[:_STEM].casefold() for word in latin.split() if len(word) >= _STEM}


def _is_ideograph(letter: str) -> bool:
    return "\u3400" <= letter <= "\u9fff"


RULES = (
    complete_tree,
    grounded_concepts,
    doubly_grounded,
    grouped_by_twos,
    voices_kept_apart,
    single_ideas,
    one_spelling,
    modelled_themes,
    readable_history,
    explained_changes,
    told_growth,
    rival_readings,
)
