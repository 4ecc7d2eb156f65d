"""The order that arrows ask for: worked by hand."""

from __future__ import annotations

from gioia.displays.flow import in_flow, layers


def test_an_order_that_no_arrow_runs_against_stays():
    assert in_flow(["c", "a", "b"], [("a", "b"), ("c", "b")]) == ["c", "a", "b"]


def test_names_are_turned_so_that_most_arrows_run_forward():
    assert in_flow(["a", "b", "c"], [("c", "b"), ("b", "a")]) == ["c", "b", "a"]
    assert in_flow(["a", "b"], [("b", "a"), ("b", "a"), ("a", "b")]) == ["b", "a"]


def test_of_as_many_either_way_nothing_is_turned():
    assert in_flow(["a", "b", "c"], [("a", "b"), ("b", "a"), ("c", "c"), ("x", "a")]) == ["a", "b", "c"]


def test_a_layer_follows_the_last_that_leads_to_it():
    arrows = [("a", "b"), ("a", "c"), ("b", "c"), ("c", "d")]
    assert layers(["d", "c", "b", "a", "e"], arrows, 9) == [["a", "e"], ["b"], ["c"], ["d"]]


def test_what_would_stand_too_far_is_in_the_last_layer():
    assert layers(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d")], 2) == [["a"], ["b", "c", "d"]]


def test_an_arrow_back_makes_no_layer():
    assert layers(["a", "b"], [("a", "b"), ("b", "a"), ("a", "a")], 4) == [["a"], ["b"]]
