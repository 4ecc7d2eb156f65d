"""Which of several places is meant: what order, neighbourhood and tags decide, and what stays open."""

from __future__ import annotations

import math
from itertools import pairwise, product

from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.anchors import Passage
from gioia.codings.settling import MARGIN, settle


def at(start: int, document: str = "F1/a", *, tagged: bool = False) -> Passage:
    return Passage(document, start, start + 10, tagged=tagged)


def settled(*rows: list[Passage]) -> list[int | None]:
    return [None if place is None else place.start for place in settle(rows)]


class TestSettling:
    def test_a_row_with_one_place_stands_there(self) -> None:
        assert settled([at(700)], [at(20)], [at(5, "G1/b")]) == [700, 20, 5]

    def test_a_row_without_a_place_stays_open_and_disturbs_no_other(self) -> None:
        assert settled([], [at(100)], [], [at(112), at(900)], []) == [None, 100, None, 112, None]
        assert settled([], []) == [None, None]
        assert settle([]) == []

    def test_a_lone_row_of_several_places_stays_open(self) -> None:
        assert settled([at(100), at(200)]) == [None]

    def test_the_place_next_to_the_neighbours_is_meant(self) -> None:
        assert settled([at(100)], [at(130), at(5000)], [at(150)]) == [100, 130, 150]

    def test_the_place_in_the_order_of_the_table_is_meant(self) -> None:
        assert settled([at(100)], [at(70), at(130)]) == [100, 130]
        assert settled([at(70), at(130)], [at(100)]) == [70, 100]

    def test_the_place_in_the_document_of_the_neighbours_is_meant(self) -> None:
        assert settled([at(100)], [at(9000), at(100, "G1/b")], [at(9500)]) == [100, 9000, 9500]

    def test_a_tagged_place_is_meant(self) -> None:
        assert settled([at(100), at(200, tagged=True)]) == [200]
        assert settled([at(100, tagged=True), at(200, tagged=True)]) == [None]

    def test_two_places_equally_near_stay_open(self) -> None:
        assert settled([at(100)], [at(130), at(135)]) == [100, None]
        assert settled([at(100, "a")], [at(5, "b"), at(900, "b")]) == [100, None]

    def test_rows_that_are_the_same_throughout_stay_open(self) -> None:
        twice = [at(100), at(5000)], [at(120), at(5020)]
        assert settled(*twice) == [None, None]
        assert settled(*twice, [at(5040)]) == [5000, 5020, 5040]

    PLACES = st.builds(
        Passage,
        document=st.sampled_from("ab"),
        start=st.integers(0, 300),
        end=st.integers(0, 300),
        tagged=st.booleans(),
    )

    @given(st.lists(st.lists(PLACES, max_size=3), max_size=5))
    @settings(max_examples=200)
    def test_a_place_is_taken_when_every_choice_without_it_is_dearer_by_the_margin(
        self, rows: list[list[Passage]]
    ) -> None:
        filled = [row for row in rows if row]
        choices = [(cost(choice), choice) for choice in product(*(range(len(row)) for row in filled))] if filled else []
        chosen = iter(settle(rows))
        numbers = iter(range(len(filled)))
        for row, place in zip(rows, chosen, strict=True):
            if not row:
                assert place is None
                continue
            number = next(numbers)
            best = [
                min(
                    cost([filled[i][c] for i, c in enumerate(choice)]) for _, choice in choices if choice[number] == own
                )
                for own in range(len(row))
            ]
            order = sorted(range(len(row)), key=best.__getitem__)
            gap = best[order[1]] - best[order[0]] if len(row) > 1 else math.inf
            if abs(gap - MARGIN) > 1e-9:
                assert place == (row[order[0]] if gap > MARGIN else None)


def cost(choice: object) -> float:
    """Return what a choice of places costs, step by step, as the module says it."""
    total = 0.0
    assert isinstance(choice, list | tuple)
    if not all(isinstance(place, Passage) for place in choice):
        return total
    for earlier, later in pairwise(choice):
        gap = later.start - earlier.end
        other = earlier.document != later.document
        total += 20 if other else math.log1p(abs(gap)) + (4 if gap < 0 else 0)
    return total - 3 * sum(place.tagged for place in choice)
