"""Hits as lines of text, in a pipe and on a terminal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.displays.kwic import piped_lines, terminal_lines
from gioia.displays.terminal import cells, columns, fitting
from gioia.sources.concordance import Hit

WIDE = st.text("面包abＡ，。“𠀀é\u0301", max_size=30)


def hit(before, match, after, document="F1/a.txt", line=1):
    return Hit(document, "F1", 0, 1, line, before, match, after)


class TestLines:
    def test_in_a_pipe_every_line_says_where_it_is_from(self):
        found = [hit("早上的", "面包", "很香"), hit("a", "bread", "b", "F1/面包.txt", 12)]
        assert list(piped_lines(found)) == [
            "F1/a.txt:1:     早上的【面包】很香",
            "F1/面包.txt:12:      a【bread】b",
        ]

    def test_on_a_terminal_the_document_stands_once_above_its_hits(self):
        found = [hit("早上的", "面包", "很香", line=3), hit("", "面包", "", line=12)]
        assert list(terminal_lines(found, 80)) == ["F1/a.txt", " 3 早上的【面包】很香", "12       【面包】"]

    @given(st.lists(st.tuples(WIDE, WIDE.filter(bool), WIDE), min_size=1, max_size=5), st.integers(24, 100))
    @settings(max_examples=200)
    def test_on_a_terminal_every_line_fits_and_the_words_stand_below_one_another(self, parts, width):
        found = [hit(*part, line=10 * index) for index, part in enumerate(parts)]
        heading, *lines = terminal_lines(found, width)
        assert all(cells(line) <= width for line in (heading, *lines))
        assert len({cells(line.partition("【")[0]) for line in lines}) == 1

    def test_on_a_terminal_both_contexts_get_their_half(self):
        [_, line] = terminal_lines([hit("前" * 40, "面包", "后" * 40)], 60)
        assert line == f"1  {'前' * 12}【面包】{'后' * 12}"

    def test_a_space_beside_the_words_leaves_them_below_one_another(self):
        found = [hit("by the air ", "port", " is near"), hit("the air", "port", "s")]
        assert list(piped_lines(found)) == [
            "F1/a.txt:1: by the air 【port】 is near",
            "F1/a.txt:1:     the air【port】s",
        ]
        assert list(terminal_lines(found, 80)) == [
            "F1/a.txt",
            "1 by the air 【port】 is near",
            "1     the air【port】s",
        ]

    def test_nothing_is_printed_of_no_hits(self):
        assert list(piped_lines([])) == list(terminal_lines([], 80)) == []

    def test_a_text_is_cut_to_fit_with_a_mark(self):
        assert fitting("早上的面包", 10) == "早上的面包"
        assert fitting("早上的面包", 9) == "早上的面…"
        assert fitting("早上的面包", 8) == "早上的…"

    def test_columns_stand_below_one_another(self):
        assert list(columns([("词", "次数"), ("bread", "12")])) == ["词     次数", "bread    12"]
