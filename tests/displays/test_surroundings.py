"""What stands around a place: its segment, and the persons' codings that share a character with a span."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from gioia.codings.coding import Coding
from gioia.displays.surroundings import Surroundings
from gioia.sources.register import Document
from gioia.study import Study
from gioia.study.record import Coder

TEXT = "烤箱坏了。\n\n明天再烤。\n"
SPANS = st.tuples(st.integers(0, 5), st.integers(1, 4)).map(lambda span: (span[0], span[0] + span[1]))


def coding(start, end, *, coder="ada", stage=""):
    return Coding(f"{coder}{start}-{end}", "F1/a.txt", start, end, "", "早", coder, "2024", stage=stage)


def around(*codings):
    documents = {"F1/a.txt": Document(name="F1/a.txt", source="F1", text=TEXT, sha256="")}
    return Surroundings(
        Study(Path(), "shop", documents=documents, codings=codings, coders=(Coder("rules", "procedure"),))
    )


def test_a_place_stands_in_a_segment_or_between_two():
    found = [around().segment("F1/a.txt", place) for place in (0, 4, 5, 6, 7)]
    assert [segment and (segment.start, segment.end) for segment in found] == [(0, 5), (0, 5), None, None, (7, 12)]


def test_a_document_that_is_not_there_has_nothing():
    assert (around().segment("F2/b.txt", 0), around().codings("F2/b.txt", 0, 9)) == (None, [])


@given(st.lists(SPANS, max_size=12), SPANS)
def test_codings_are_those_that_share_a_character_with_the_span(spans, span):
    codings = [coding(*one) for one in spans]
    sharing = [one for one in codings if one.start < span[1] and span[0] < one.end]
    assert around(*codings).codings("F1/a.txt", *span) == sorted(sharing, key=lambda one: one.start)


def test_a_long_coding_is_found_behind_short_ones():
    long, short = coding(0, 12), coding(1, 2)
    assert around(long, short).codings("F1/a.txt", 9, 10) == [long]


def test_stages_are_those_of_persons():
    found = around(coding(0, 3, stage="开张"), coding(1, 4), coding(2, 5, stage="扩店", coder="rules"))
    assert found.stages("F1/a.txt", 0, 5) == {"开张"}
