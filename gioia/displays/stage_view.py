"""What a stage's mechanism model shows: its dimensions and themes, and what each of its relations joins there.

A theme belongs to the stages in which its concepts have counted codings. A theme that no coding of any stage supports
belongs to the stages whose relations name it. Without stages there is one model, that of the whole study.

The ends of a relation become keys of boxes: `theme:…` and `dimension:…` of this stage, `away:…` for a theme or stage
that lies outside it, `other:…` for anything else that the study declares.
"""

from __future__ import annotations

from msgspec import Struct

from gioia.codebook.records import dimension_of, theme_of, themes
from gioia.model.records import Construct, Relation, Stage, in_order
from gioia.study import Study, counted_codings


class Interaction(Struct, frozen=True):
    """The two poles of an interaction theme, in the order of the arrow; `led` where one role leads."""

    first: Construct
    second: Construct
    led: bool
    relation: Relation


class Arrow(Struct, frozen=True):
    """A relation between two boxes of the stage, by their keys."""

    relation: Relation
    source: str
    target: str


class Outsider(Struct, frozen=True):
    """A box for what lies outside the stage: beside `theme`, before it where the arrow comes in, else after it."""

    key: str
    name: str
    stage: str
    theme: str
    enters: bool


class StageView(Struct, frozen=True):
    """All that a mechanism model shows. `columns` pairs each dimension with its themes of the stage."""

    stage: Stage | None
    columns: tuple[tuple[str, tuple[str, ...]], ...]
    interactions: dict[str, tuple[Interaction, ...]]
    links: dict[str, tuple[Relation, ...]]
    arrows: tuple[Arrow, ...]
    outsiders: tuple[Outsider, ...]
    others: tuple[tuple[str, bool], ...]
    roles: tuple[Construct, ...]
    modes: tuple[Construct, ...]


def theme_stages(study: Study) -> dict[str, tuple[str, ...]]:
    """Return theme → the stages that it belongs to, in the order of the stages."""
    theme_by_concept = theme_of(study.codebook)
    coded: dict[str, set[str]] = {}
    for coding in counted_codings(study):
        coded.setdefault(theme_by_concept.get(coding.concept, ""), set()).add(coding.stage)
    named: dict[str, set[str]] = {}
    pole_themes = {construct.name: construct.theme for construct in study.model.constructs if construct.theme}
    for relation in study.model.relations:
        for end in (relation.source, relation.target):
            named.setdefault(pole_themes.get(end, end), set()).add(relation.stage)
    order = [stage.name for stage in study.stages]
    return {
        theme.name: tuple(stage for stage in order if stage in (coded.get(theme.name, set()) - {""}))
        or tuple(stage for stage in order if stage in named.get(theme.name, set()))
        for theme in themes(study.codebook)
    }


def stage_view(study: Study, stage: Stage | None) -> StageView:
    """Return what the model of `stage` shows; without a stage, the relations that have none, among all themes."""
    name = stage.name if stage else ""
    belonging = theme_stages(study)
    present = {theme for theme, stages in belonging.items() if not stage or name in stages}
    relations = [relation for relation in study.model.relations if relation.stage == name]
    pairs = {index: _poles(study, relation, present) for index, relation in enumerate(relations)}
    links = [relation for relation in relations if _is_link(study, relation)]
    rest = [r for index, r in enumerate(relations) if not pairs[index] and not _is_link(study, r)]
    ends = _Ends(present, {d.name for d in study.codebook.dimensions}, _pole_themes(study), stage_names(study) - {name})
    arrows, outsiders, others = _joined(rest, ends, belonging)
    return StageView(
        stage,
        _columns(study, present, {r.target for r in links} | {end for r in rest for end in (r.source, r.target)}),
        _interactions([pair for pair in pairs.values() if pair]),
        {d.name: tuple(r for r in links if r.target == d.name) for d in study.codebook.dimensions},
        arrows,
        outsiders,
        others,
        tuple(c for c in study.model.constructs if c.kind == "role" and c.stage == name),
        tuple(c for c in study.model.constructs if c.kind == "mode" and c.stage == name),
    )


def stage_names(study: Study) -> set[str]:
    """Return the names of the stages."""
    return {stage.name for stage in study.stages}


def kinds_shown(view: StageView) -> tuple[str, ...]:
    """Return the kinds of the arrows, in the order of `KINDS`, a study's own kinds last."""
    links = (relation.kind for relations in view.links.values() for relation in relations)
    return in_order([*(arrow.relation.kind for arrow in view.arrows), *links])


def _columns(study: Study, present: set[str], named: set[str]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the dimensions that have a theme in the stage or are named by one of its relations, with those themes."""
    columns = []
    for dimension in study.codebook.dimensions:
        inside = tuple(theme.name for theme in dimension.themes if theme.name in present)
        if inside or dimension.name in named:
            columns.append((dimension.name, inside))
    return tuple(columns)


def _is_link(study: Study, relation: Relation) -> bool:
    """Say whether a relation ties a link of the process to a dimension; it is shown above that dimension's column."""
    dimensions = set(dimension_of(study.codebook).values()) | {d.name for d in study.codebook.dimensions}
    links = {construct.name for construct in study.model.constructs if construct.kind == "link"}
    return relation.source in links and relation.target in dimensions


def _pole_themes(study: Study) -> dict[str, str]:
    return {c.name: c.theme for c in study.model.constructs if c.kind == "pole" and c.theme}


def _poles(study: Study, relation: Relation, present: set[str]) -> Interaction | None:
    """Return the interaction that a relation between the two poles of a theme of the stage is, else None."""
    poles = {construct.name: construct for construct in study.model.constructs if construct.kind == "pole"}
    first, second = poles.get(relation.source), poles.get(relation.target)
    if not first or not second or first == second or first.theme != second.theme or first.theme not in present:
        return None
    return Interaction(first, second, bool(relation.lead), relation)


def _interactions(pairs: list[Interaction]) -> dict[str, tuple[Interaction, ...]]:
    grouped: dict[str, tuple[Interaction, ...]] = {}
    for interaction in pairs:
        theme = interaction.first.theme
        grouped[theme] = (*grouped.get(theme, ()), interaction)
    return grouped


class _Ends(Struct, frozen=True):
    """The names that relations may end at, by what they are."""

    present: set[str]
    dimensions: set[str]
    pole_themes: dict[str, str]
    stages: set[str]

    def key(self, name: str) -> str:
        """Return the key of the box that stands for `name` in the stage; an empty string where it lies outside."""
        theme = name if name in self.present else self.pole_themes.get(name, "")
        if theme in self.present:
            return f"theme:{theme}"
        return f"dimension:{name}" if name in self.dimensions else ""


def _joined(
    relations: list[Relation], ends: _Ends, belonging: dict[str, tuple[str, ...]]
) -> tuple[tuple[Arrow, ...], tuple[Outsider, ...], tuple[tuple[str, bool], ...]]:
    """Return the arrows, the outsiders beside a theme, and the other boxes with whether an arrow first leaves them."""
    arrows: list[Arrow] = []
    outsiders: dict[str, Outsider] = {}
    others: dict[str, bool] = {}
    for relation in relations:
        keys = {name: ends.key(name) for name in (relation.source, relation.target)}
        for name, partner in ((relation.source, relation.target), (relation.target, relation.source)):
            if keys[name]:
                continue
            outside = name in ends.stages or name in belonging
            enters = name == relation.source
            if outside and keys[partner].startswith("theme:"):
                one = _outsider(name, keys[partner].removeprefix("theme:"), belonging, enters=enters)
                outsiders[one.key] = one
                keys[name] = one.key
            else:
                others.setdefault(name, enters)
                keys[name] = f"other:{name}"
        arrows.append(Arrow(relation, keys[relation.source], keys[relation.target]))
    return tuple(arrows), tuple(outsiders.values()), tuple(others.items())


def _outsider(name: str, theme: str, belonging: dict[str, tuple[str, ...]], *, enters: bool) -> Outsider:
    side = "in" if enters else "out"
    stage = "" if name not in belonging else (belonging[name] or ("",))[-1 if enters else 0]
    return Outsider(f"away:{side}:{name}:{theme}", name, stage, theme, enters)
