"""Settling what several coders made of a passage, one passage at a time.

What each of them gave stays as it was. The coder `CONSENSUS` codes the passage with the concepts that hold, which count
instead; where none holds, it rejects what was given there, and nothing of it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import structs

from gioia.codebook.records import concepts
from gioia.codings.coding import Coding, is_same, new_coding, with_free_id
from gioia.edits.coding import known, passage_text
from gioia.edits.plan import Plan, coding_changes
from gioia.edits.retagging import succeeded
from gioia.edits.suggestions import verdict_changes
from gioia.errors import GioiaError
from gioia.study.history import Deed
from gioia.study.record import CONSENSUS, Study, Verdict, procedures, set_aside

_DETAILS = ("stage", "cited", "role")


def settle(
    study: Study, document: str, span: tuple[int, int], names: Sequence[str], *, coders: Sequence[str], time: str
) -> Plan:
    """Return the plan that settles what coders made of a passage: these concepts hold there and no others, maybe none.

    Codings of `CONSENSUS` within the span (code points, half-open) that have another concept go. Stage, source and role are
    those on which all codings of the coders there agree. Raises GioiaError where a name is not there, where the span is no
    passage or nobody has coded within it, or where it is settled like this already.
    """
    text = passage_text(study, document, span)
    for name in names:
        known(name, [each.name for each in concepts(study.codebook)], "concept", "see gioia structure")
    there = [each for each in study.codings if each.document == document and _share(each, span)]
    within = [each for each in there if _is_within(each, span)]
    agreed = [each for each in within if each.coder == CONSENSUS]
    taken = {coding.id for coding in study.codings}
    added = []
    for name in dict.fromkeys(names):
        said = _agreed([each for each in there if each.coder in coders and each.concept == name])
        made = new_coding(text, document, span, concept=name, coder=CONSENSUS, time=time)
        added.append(with_free_id(structs.replace(made, **said), taken))
        taken.add(added[-1].id)
    kept = [each for each in agreed if any(is_same(each, new) for new in added)]
    added = [each for each in added if not any(is_same(each, old) for old in kept)]
    removed = [each for each in agreed if each not in kept]
    rejected = [] if names else _given(study, within)
    if not names and not rejected:
        message = f"nobody has coded within {span[0]}–{span[1]} of {document}"
        raise GioiaError(message, remedy="name the concepts that hold there")
    verdicts = _rejecting(study, within, rejected, time)
    if not added and not removed and verdicts == list(study.verdicts):
        message = f"{span[0]}–{span[1]} of {document} is settled like this already"
        raise GioiaError(message, remedy="nothing was changed")
    message = f"settled {span[0]}–{span[1]} of {document}: {', '.join(names) or 'no concept'}"
    # What the model rests on has to be what displays count.
    successor = {old.id: new.id for new in added for old in within if old.concept == new.concept}
    changes = [
        *coding_changes(study, added=added, removed=removed),
        *verdict_changes(study, verdicts),
        *succeeded(study, successor),
    ]
    return Plan(tuple(changes), (message,), deed=Deed("settle", tuple(coders), tuple(names)))


def reopen(study: Study, document: str, span: tuple[int, int], *, time: str) -> Plan:
    """Return the plan that takes back what was settled within a span: what each coder gave counts again.

    Raises GioiaError where the span is no passage, or where nothing is settled within it.
    """
    passage_text(study, document, span)
    within = [each for each in study.codings if each.document == document and _is_within(each, span)]
    removed = [each for each in within if each.coder == CONSENSUS]
    verdicts = _rejecting(study, within, [], time)
    if not removed and verdicts == list(study.verdicts):
        message = f"nothing is settled within {span[0]}–{span[1]} of {document}"
        raise GioiaError(message, remedy="nothing was changed")
    changes = [*coding_changes(study, removed=removed), *verdict_changes(study, verdicts)]
    message = f"{span[0]}–{span[1]} of {document} is settled no longer"
    return Plan(tuple(changes), (message,), deed=Deed("reopen", (), tuple(each.concept for each in removed)))


def _given(study: Study, codings: Iterable[Coding]) -> list[Coding]:
    """Return those of the codings that coders gave."""
    others = {CONSENSUS, *procedures(study)}
    return [each for each in codings if each.coder not in others]


def _rejecting(study: Study, within: Sequence[Coding], rejected: Sequence[Coding], time: str) -> list[Verdict]:
    """Return the study's verdicts, of those about codings `within` a passage only that `rejected` ones hold for nobody."""
    here = {coding.id for coding in within}
    aside = set_aside(study)
    kept = [each for each in study.verdicts if each.by != CONSENSUS or each.suggestion.id not in here or rejected]
    new = [each for each in rejected if (each.id, each.concept) not in aside]
    return [*kept, *(Verdict("rejected", coding, CONSENSUS, time) for coding in new)]


def _is_within(coding: Coding, span: tuple[int, int]) -> bool:
    return span[0] <= coding.start and coding.end <= span[1]


def _share(coding: Coding, span: tuple[int, int]) -> bool:
    return coding.start < span[1] and span[0] < coding.end


def _agreed(codings: Sequence[Coding]) -> dict[str, str]:
    """Return the details on which all of the codings agree."""
    said = {name: {getattr(coding, name) for coding in codings} for name in _DETAILS} if codings else {}
    return {name: next(iter(values)) for name, values in said.items() if len(values) == 1}
