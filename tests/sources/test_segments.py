"""The segments of a document: paragraphs, and the turns of a transcript."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources.register import Document
from gioia.sources.segments import Segment, segment_at, segment_finder, segments, segments_of


def document(text: str) -> Document:
    return Document(name="F1/a.txt", source="F1", sha256="", text=text)


class TestParagraphs:
    def test_each_line_of_a_text_is_a_segment_without_the_white_space_around_it(self) -> None:
        assert segments(document("我们试了。他们说好。\n\n  后来呢  \n")) == [Segment(0, 10, 0), Segment(14, 17, 14)]

    def test_a_place_is_in_the_segment_that_holds_it_or_in_none(self) -> None:
        found = segments(document("先试\n\n再做"))
        assert [segment_at(found, place) for place in (0, 1, 2, 3, 5, 6)] == [
            found[0],
            found[0],
            None,
            None,
            found[1],
            None,
        ]


class TestSomeSegments:
    @given(
        st.lists(
            st.sampled_from(["甲：", "乙：", "好的。", " ", "\n", "\n\n", "# ", "行到页边没有写完\n" * 21]), max_size=12
        ),
        st.lists(st.integers(0, 60), max_size=6),
    )
    @settings(max_examples=300)
    def test_those_of_some_places_are_those_of_all_that_hold_one(self, parts: list[str], wanted: list[int]) -> None:
        one = document("".join(parts))
        places = sorted(place for place in wanted if place < len(one.text))
        held = [found for found in segments(one) if any(found.start <= place < found.end for place in places)]
        assert list(segments_of(one, places)) == held

    @given(
        st.lists(
            st.sampled_from(["甲：", "乙：", "好的。", " ", "\n", "\n\n", "# ", "行到页边没有写完\n" * 21]), max_size=12
        ),
    )
    @settings(max_examples=200)
    def test_one_at_a_place_is_the_one_of_all_that_holds_it(self, parts: list[str]) -> None:
        one = document("".join(parts))
        find, every = segment_finder(one), segments(one)
        assert [find(place) for place in range(len(one.text))] == [
            segment_at(every, place) for place in range(len(one.text))
        ]
