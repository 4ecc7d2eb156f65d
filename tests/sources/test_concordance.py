"""The concordance: every place of some words, in their context."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.concordance import MARK, Hit, find
from gioia.sources.normal import folded, printed
from gioia.sources.queries import Query, folded_spans, query_of, words_query
from gioia.sources.register import Document


def document(text: str, name: str = "F1/访谈.txt") -> Document:
    return Document(name=name, source=name.partition("/")[0], text=text, sha256="")


def places(text: str, words: str, width: int = 20) -> list[Hit]:
    return find([document(text)], words_query(words), width=width)


def shown(hit: Hit) -> str:
    return f"{hit.line}: {hit.before}[{hit.match}]{hit.after}"


class TestFinding:
    def test_every_hit_in_its_context(self) -> None:
        text = "值班的人说用户会来。\n谁是用户？\nＣＥＯ也是用 户。\n"
        assert [shown(hit) for hit in places(text, "用户", width=5)] == [
            "1: 值班的人说[用户]会来。 /",
            "2:  / 谁是[用户]？ / C",
            "3: CEO也是[用户]。",
        ]

    def test_a_hit_gives_the_span_of_the_documents_own_characters(self) -> None:
        text = "谁？\nＣＥＯ也是用 户。"
        [hit] = places(text, "ceo也是用户")
        assert text[hit.start : hit.end] == "ＣＥＯ也是用 户"
        assert (hit.document, hit.source, hit.match) == ("F1/访谈.txt", "F1", "CEO也是用户")

    def test_hits_come_by_document_and_position(self) -> None:
        hits = find([document("用户，用户", "G1/官网.md"), document("一位用户")], words_query("用户"))
        assert [(hit.document, hit.start) for hit in hits] == [("G1/官网.md", 0), ("G1/官网.md", 3), ("F1/访谈.txt", 2)]

    def test_no_context_is_asked_for(self) -> None:
        assert [shown(hit) for hit in places("甲用户乙\n用户", "用户", width=0)] == ["1: [用户]", "2: [用户]"]

    def test_no_documents(self) -> None:
        assert find([], words_query("用户")) == []

    def test_a_pattern_that_takes_too_long_names_its_document(self) -> None:
        def never(_: str) -> list[tuple[int, int]]:
            raise TimeoutError

        with pytest.raises(GioiaError, match=r"more than 5 seconds on F1/访谈.txt: make it simpler"):
            find([document("a")], Query(never, lambda _: True))


class TestWhiteSpace:
    """A whole word is told from a part of one by the space beside it."""

    def test_a_space_beside_the_words_is_kept(self) -> None:
        assert [shown(hit) for hit in places("By the air port is a café.", "port")] == [
            "1: By the air [port] is a café."
        ]
        assert [shown(hit) for hit in places("By the airport is a café.", "port")] == ["1: By the air[port] is a café."]

    def test_between_chinese_characters_there_is_none(self) -> None:
        [hit] = places("修　好 书架 App", "书架")
        assert (hit.before, hit.after) == ("修好", " App")

    def test_a_line_that_a_page_broke_beside_the_words_is_one_space(self) -> None:
        line = "a narrow page breaks each of these lines in the midst"
        text = "\n".join([line] * 24) + "\nThe end."
        hit = places(text, "a narrow", width=8)[5]
        assert (hit.before, hit.match, hit.after) == ("e midst ", "a narrow", " page br")

    def test_many_blanks_beside_the_words_hide_no_context(self) -> None:
        [hit] = places("left" + " " * 600 + "hit" + " " * 600 + "right", "hit", width=9)
        assert (hit.before, hit.after) == ("left ", " right")

    def test_white_space_of_the_words_themselves_is_theirs(self) -> None:
        [hit] = find([document("The air  port is near.")], query_of(r"\s+port\s", regex=True, any_script=False))
        assert shown(hit) == "1: The air[ port ]is near."

    def test_at_the_ends_of_the_text_there_is_none(self) -> None:
        assert [shown(hit) for hit in places("\n  port  \n", "port")] == ["2: [port]"]


class TestMarkdown:
    """Emphasis inside a word does not hide it in a Markdown document, where a star is a mark and no character of the text."""

    def hits(self, text: str, words: str, name: str = "F1/笔记.md") -> list[str]:
        return [text[hit.start : hit.end] for hit in find([document(text, name)], words_query(words))]

    @pytest.mark.parametrize("text", ["旧书**架**", "旧*书*架", "旧__书__架", "旧***书*** 架", "**旧书**架"])
    def test_a_word_that_emphasis_parts_is_found(self, text: str) -> None:
        assert [folded(hit).replace("*", "").replace("_", "") for hit in self.hits(text, "旧书架")] == ["旧书架"]

    def test_marks_around_the_words_are_not_theirs(self) -> None:
        assert self.hits("一个**书架**和一个书**架**。", "书架") == ["书架", "书**架"]

    def test_a_letter_that_is_read_as_several_is_found_beside_marks(self) -> None:
        assert self.hits("5㎏ or **k**g", "kg") == ["㎏", "k**g"]

    def test_in_a_plain_text_a_star_is_a_star(self) -> None:
        assert self.hits("旧书**架**", "旧书架", "F1/笔记.txt") == []

    def test_a_star_that_is_looked_for_has_to_be_there(self) -> None:
        assert self.hits("a*b ab", "a*b") == ["a*b"]

    def test_a_regular_expression_is_matched_to_the_letter(self) -> None:
        found = find([document("书**架**书架", "F1/笔记.md")], query_of("书架", regex=True))
        assert [hit.start for hit in found] == [6]


class TestParagraphs:
    def test_the_end_of_a_paragraph_is_marked_in_the_context(self) -> None:
        [hit] = places("旧书先登记。\n书架立稳了。\n下周开门。", "书架", width=12)
        assert (hit.before, hit.after) == ("旧书先登记。 / ", "立稳了。 / 下周开门。")

    def test_also_between_latin_words(self) -> None:
        [hit] = places("The door is open.\nThe shelf stands.\nCome in.", "shelf", width=20)
        assert (hit.before, hit.after) == ("door is open. / The ", " stands. / Come in.")

    def test_a_hit_over_the_end_of_a_paragraph_shows_it(self) -> None:
        [hit] = places("大家修书\n架子立稳了。", "书架")
        assert hit.match == "书 / 架"

    def test_a_line_end_within_a_paragraph_is_joined(self) -> None:
        line = "这一页排得很窄所以每一行都在句子当中断开"
        text = "\n".join([line] * 24) + "\n书架。"
        hit = places(text, "每一行", width=16)[5]
        assert MARK not in hit.before + hit.after


class TestAnyText:
    @given(st.text("用户 \n的A", max_size=30), st.text("用户A ", min_size=1, max_size=3))
    @settings(max_examples=150)
    def test_every_hit_reads_like_the_words_and_none_is_missed(self, text: str, words: str) -> None:
        hits = places(text, words)
        assert all(folded(text[hit.start : hit.end]) == folded(words) for hit in hits)
        assert all(hit.line == text[: hit.start].count("\n") + 1 for hit in hits)
        assert len(hits) == (folded(text).count(folded(words)) if words.strip() else 0)

    @given(st.text("用户 \n的Ａa，", max_size=60), st.integers(0, 9))
    @settings(max_examples=150)
    def test_a_context_is_the_printed_text_beside_the_hit(self, text: str, width: int) -> None:
        for hit in places(text, "用", width=width):
            assert len(hit.before) <= width
            assert len(hit.after) <= width
            before = folded(hit.before.replace(MARK.strip(), ""))
            assert folded(text[: hit.start]).endswith(before)
            assert folded(text[hit.end :]).startswith(folded(hit.after.replace(MARK.strip(), "")))

    @given(st.text("用户 \n\u3000Ａa", max_size=40), st.sampled_from("用a"))
    @settings(max_examples=300)
    def test_context_and_words_read_on_from_one_to_the_other(self, text: str, words: str) -> None:
        whole = MARK.join(printed(line) for line in text.split("\n") if line.strip())
        assert {hit.before + hit.match + hit.after for hit in places(text, words, width=1000)} <= {whole}

    @given(st.text("用户 \n\u3000Ａa“”。", max_size=80), st.integers(0, 12), st.sampled_from([0, 20]))
    @settings(max_examples=300)
    def test_a_narrow_context_is_the_end_of_a_wide_one(self, text: str, width: int, lines: int) -> None:
        if lines:
            text = "\n".join(["用户把这一行写到页边还没有写完"] * lines + [text])
        narrow, wide = places(text, "用", width=width), places(text, "用", width=2000)
        for one, other in zip(narrow, wide, strict=True):
            assert one.before == other.before[len(other.before) - min(width, len(other.before)) :]
            assert one.after == other.after[:width]

    @given(st.text("用户 \u200b\u00ad㎏ｋkgG𝐤", max_size=20), st.sampled_from(["kg", "k", "用户", "户用"]))
    @settings(max_examples=300)
    def test_letters_that_are_read_as_several_and_signs_that_are_not_read_hide_no_hit(
        self, text: str, words: str
    ) -> None:
        letters = [frozenset(letter) for letter in folded(words)]
        assert words_query(words).spans(text) == folded_spans(text, letters)
