"""The concordance: every place of some words, in their context."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources.concordance import Hit, find
from gioia.sources.normal import folded
from gioia.sources.register import Document


def document(text: str, name: str = "F1/访谈.txt") -> Document:
    return Document(name=name, source=name.partition("/")[0], text=text, sha256="")


INTERVIEW = document("创始人：我们从用户\n那里学到很多。\n主持人：用户是谁？\n创始人：ＣＥＯ也是用 户。\n")


def shown(hit: Hit) -> str:
    return f"{hit.line}: {hit.before}[{hit.match}]{hit.after}"


class TestFinding:
    def test_every_hit_in_its_context(self) -> None:
        assert [shown(hit) for hit in find([INTERVIEW], "用户", width=5)] == [
            "1: 人：我们从[用户]那里学到很",
            "3: 。主持人：[用户]是谁？创始",
            "4: CEO也是[用户]。",
        ]

    def test_a_hit_gives_the_span_of_the_documents_own_characters(self) -> None:
        [hit] = find([INTERVIEW], "ceo也是用户")
        assert INTERVIEW.text[hit.start : hit.end] == "ＣＥＯ也是用 户"
        assert (hit.document, hit.source, hit.match) == ("F1/访谈.txt", "F1", "CEO也是用户")

    def test_words_broken_by_a_line_end_are_found(self) -> None:
        [hit] = find([INTERVIEW], "从用户那里")
        assert INTERVIEW.text[hit.start : hit.end] == "从用户\n那里"

    def test_hits_come_by_document_and_position(self) -> None:
        other = document("用户，用户", "G1/官网.md")
        hits = find([other, INTERVIEW], "用户")
        assert [(hit.document, hit.start) for hit in hits[:2]] == [("G1/官网.md", 0), ("G1/官网.md", 3)]
        assert len(hits) == 5

    def test_hits_do_not_overlap(self) -> None:
        assert [(hit.start, hit.end) for hit in find([document("哈哈哈哈哈")], "哈哈")] == [(0, 2), (2, 4)]

    def test_white_space_has_no_hits(self) -> None:
        assert find([INTERVIEW], " \n") == []
        assert find([], "用户") == []

    def test_no_context_is_asked_for(self) -> None:
        assert [shown(hit) for hit in find([document("甲用户乙")], "用户", width=0)] == ["1: [用户]"]

    @given(st.text("用户 \n的A", max_size=30), st.text("用户A ", min_size=1, max_size=3))
    @settings(max_examples=150, deadline=None)
    def test_every_hit_reads_like_the_words_and_none_is_missed(self, text: str, words: str) -> None:
        hits = find([document(text)], words)
        assert all(folded(text[hit.start : hit.end]) == folded(words) for hit in hits)
        assert all(hit.line == text[: hit.start].count("\n") + 1 for hit in hits)
        assert len(hits) == (folded(text).count(folded(words)) if words.strip() else 0)
