"""What figure 1 shows: the codebook on one shelf, or what is coded in each stage on a shelf of its own."""

from __future__ import annotations

import re

from hypothesis import given, settings
from msgspec.structs import replace
from small_studies import appearances, structures, study
from table_studies import bakery, coding

from gioia.displays import counts
from gioia.displays.structure_outline import shelves
from gioia.model.records import Stage
from gioia.study.appearance import Appearance

OUTLINE = {"投入": {"备料": ["挑面粉", "存黄油"]}, "回报": {"口碑": ["邻居推荐"], "名声": []}}
STAGED = {"挑面粉": "开店", "邻居推荐": "扩店"}
STAGES = (Stage("开店", "2010", "2012"), Stage("扩店", "2012"))


_FIRST_NUMBER = re.compile("[0-9]+")


def of_themes(shelf):
    return [concept for dimension in shelf.dimensions for theme in dimension.parts for concept in theme.parts]


def shown(any_study, **asked):
    """Return heading → dimension → theme → concepts, and heading → concepts without a theme."""
    made = shelves(replace(any_study, appearance=Appearance(**asked)))
    trees = {
        shelf.name: {
            dimension.name: {theme.name: [one.name for one in theme.parts] for theme in dimension.parts}
            for dimension in shelf.dimensions
        }
        for shelf in made
    }
    return trees, {shelf.name: [one.name for one in shelf.ungrouped] for shelf in made if shelf.ungrouped}


def remarks(any_study, **asked):
    def walk(branches):
        for branch in branches:
            yield branch.name, branch.remark
            yield from walk(branch.parts)

    made = shelves(replace(any_study, appearance=Appearance(counts=True, **asked)))
    return [dict(walk([*shelf.dimensions, *shelf.ungrouped])) for shelf in made]


def test_by_dimension_the_whole_codebook_stands_on_one_shelf_without_a_heading():
    assert shown(study(OUTLINE, ungrouped=("说不清",)), by="dimension") == ({"": OUTLINE}, {"": ["说不清"]})


def test_by_stage_each_stage_has_what_is_coded_in_it_and_the_rest_comes_last():
    trees, ungrouped = shown(study(OUTLINE, ungrouped=("说不清",), staged=STAGED, stages=STAGES), by="stage")
    assert trees == {
        "开店阶段（2010—2012）": {"投入": {"备料": ["挑面粉"]}},
        "扩店阶段（2012起）": {"回报": {"口碑": ["邻居推荐"]}},
        "未分阶段": {"投入": {"备料": ["存黄油"]}, "回报": {"名声": []}},
    }
    assert ungrouped == {"未分阶段": ["说不清"]}


def test_a_concept_coded_in_two_stages_stands_in_both_with_the_codings_of_each():
    more = coding("z", "F1/谈.txt", 90, "回头客多", stage="开店")
    first, second = remarks(bakery(codings=(*bakery().codings, more)), by="stage")[:2]
    assert (first["回头客多"], second["回头客多"]) == ("编码1，来源1", "编码3，来源2")


def test_without_stages_by_stage_is_as_by_dimension():
    assert shown(study(OUTLINE), by="stage") == shown(study(OUTLINE), by="dimension")


def test_what_is_shown_below_a_name_is_what_the_tables_count():
    (all_of_it,) = remarks(bakery())
    by_concept = counts.codings_by_concept(bakery())
    assert {name: all_of_it[name].partition("，")[0] for name in by_concept} == {
        name: f"编码{count}" for name, count in by_concept.items()
    }


def test_english_remarks_know_one_from_many():
    (all_of_it,) = remarks(bakery(language="en"))
    assert all_of_it["登上报纸"] == "0 codings, 0 sources"
    assert any(remark == "1 coding, 1 source" for remark in all_of_it.values())


@settings(max_examples=100)
@given(structures(), appearances())
def test_every_concept_stands_somewhere_and_codings_on_all_shelves_add_up(any_study, appearance):
    dressed = replace(any_study, appearance=replace(appearance, counts=True))
    taken = [{leaf.name: leaf.remark for leaf in (*of_themes(shelf), *shelf.ungrouped)} for shelf in shelves(dressed)]
    assert {name for names in taken for name in names} == set(counts.groups(dressed))
    said = [int(_FIRST_NUMBER.search(remark)[0]) for names in taken for remark in names.values()]
    assert sum(said) == len(counts.counted(dressed))
