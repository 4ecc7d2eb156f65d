"""What stands behind the marks of a dyad: “A—B”式协作 is no “A—B”式合作; what only goes on with the sentence is no tail."""

from __future__ import annotations

import pytest
from garden_study import garden, paper, told

from gioia.codebook.records import Codebook, Dimension, Theme
from gioia.model.records import Model


@pytest.mark.parametrize(
    "said",
    ["“轮值—互补”式合作", "“轮值—互补”式分工"],
    ids=["one character", "all but the first, at the sentence's end"],
)
def test_a_dyad_with_another_tail_is_reworded(said):
    assert told(paper(f"园里渐渐有了{said}。"), kinds="label") == [("label-reworded", said)]


@pytest.mark.parametrize(
    "words",
    ["“轮值—互补”式协作", "“轮值—互补”式协作与分享", "“轮值—互补”的合作", "“轮值—互补”式的合作", "“轮值—互补”式和谐"],
)
def test_a_dyad_that_keeps_its_tail_or_has_none_is_no_fault(words):
    assert told(paper(f"园里渐渐有了{words}。"), kinds="label") == []


def hymns():
    """Return a study with one English dyad that has a tail of two words."""
    themes = (Theme("“tuning—waiting” style rehearsal"), Theme("quiet beginnings of song"))
    dimension = Dimension("making a choir", themes=themes)
    return garden(codebook=Codebook(dimensions=(dimension,)), codings=(), stages=(), model=Model())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("“tuning—waiting” style practice", ["“tuning—waiting” style practice"]),
        ("“tuning—waiting” style rehearsals", []),
        ("“tuning—waiting” pattern of work", []),
    ],
)
def test_an_english_tail_keeps_its_words(words, found):
    text = f"# Choirs\n\n## Findings\n\nMaking a choir has quiet beginnings of song. They came to {words} in May.\n"
    assert [said for kind, said in told(text, hymns(), kinds="label-re")] == found
