"""Saturation: new concepts in the order of the register, and runs held against a base."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from small_studies import study

from gioia.codings.coding import Coding
from gioia.displays.saturation import Ratio, ratios, reached, steps
from gioia.sources.register import Document, Source
from gioia.study.record import Coder


def coded(*pairs: tuple[str, str]):
    """Return a study whose codings are pairs of a document, which is called after its source, and a concept."""
    codings = tuple(
        Coding(f"c{i}", document, i, i + 1, "x", concept, "ada", "2024-01-01T00:00:00Z")
        for i, (document, concept) in enumerate(pairs)
    )
    plain = study({"d": {"t": ["a", "b", "c", "e"]}}, sources=tuple(map(Source, ("F1", "F2", "G1"))))
    documents = {name: Document(name, name[:2], "") for name, _ in pairs}
    return replace(plain, codings=codings, documents=documents)


def test_a_concept_is_new_in_the_first_source_that_has_it():
    found = steps(coded(("F2/x", "b"), ("F1/x", "a"), ("F1/x", "b"), ("F2/x", "c"), ("G1/x", "c")))
    assert [(step.name, step.codings, step.new, step.known) for step in found] == [
        ("F1", 2, ("a", "b"), 2),
        ("F2", 2, ("c",), 3),
        ("G1", 1, (), 3),
    ]


def test_a_source_in_which_nothing_is_coded_is_no_step():
    assert [step.name for step in steps(coded(("G1/x", "a")))] == ["G1"]


def test_documents_count_one_by_one_in_the_order_of_their_register():
    found = steps(coded(("G1/2", "a"), ("G1/1", "a"), ("G1/1", "b")), "document")
    assert [(step.name, len(step.new)) for step in found] == [("G1/2", 1), ("G1/1", 1)]


def test_what_a_procedure_suggests_brings_no_concept():
    one = coded(("F1/x", "a"))
    assert steps(replace(one, coders=(Coder("ada", "procedure"),))) == ()


def test_runs_are_held_against_the_concepts_of_the_base():
    # Worked by hand: the first four bring 20, then the runs 5-6, 6-7 and 7-8 bring 3, 2 and 1 more.
    assert ratios([10, 5, 3, 2, 2, 1, 1, 0]) == (Ratio(5, 6, 3, 0.15), Ratio(6, 7, 2, 0.1), Ratio(7, 8, 1, 0.05))


def test_the_material_is_enough_before_the_first_run_that_brings_no_more_than_the_threshold():
    assert reached(ratios([10, 5, 3, 2, 2, 1, 1, 0])) == 6
    assert reached(ratios([10, 5, 3, 2, 2, 1, 1, 0]), 0) is None
    assert reached(ratios([10, 5, 3, 2, 0, 0, 4])) == 4


@pytest.mark.parametrize("new", [[], [3], [3, 2, 1, 0, 0], [0, 0, 0, 0, 5, 5]])
def test_nothing_is_said_of_too_few_sources_or_a_base_without_concepts(new):
    assert ratios(new) == ()
