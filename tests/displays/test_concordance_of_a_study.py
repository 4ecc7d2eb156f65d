"""The concordance of a study: which hits are asked for, what is known about each, and how they are printed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.codings.coding import new_coding
from gioia.displays.concordance import concordance_frame, entries, hits
from gioia.displays.kwic import piped_lines, terminal_lines
from gioia.displays.terminal import cells, columns, fitting
from gioia.errors import GioiaError
from gioia.model.records import Stage
from gioia.sources.concordance import Hit
from gioia.sources.queries import words_query
from gioia.sources.register import Document, Source, Transcript
from gioia.study import Study
from gioia.study.record import Coder
from gioia.study.searching import Filters

INTERVIEW = "店长 00:10：面包要早上烤。\n客人 00:20：我来买面包，也买牛奶。\n店长 00:30：面包卖完了。\n"
NOTICE = "今日面包\n明日面包\n"
WIDE = st.text("面包abＡ，。“𠀀é\u0301", max_size=30)


def document(name, text, **more):
    return Document(name=name, source=name.partition("/")[0], text=text, sha256="", **more)


def coded(text, name, words, concept, stage, *, coder="ada"):
    start = text.index(words)
    span = (start, start + len(words))
    return new_coding(text, name, span, concept=concept, coder=coder, time="2024-01-01T00:00:00Z", stage=stage)


@pytest.fixture
def shop():
    documents = [
        document("F1/访谈.txt", INTERVIEW, transcript=Transcript("F1", turn="{speaker} {time}：")),
        document("G2/公告.txt", NOTICE, pages=(0, 5)),
    ]
    return Study(
        Path("shop"),
        "shop",
        sources=(Source("F1"), Source("G2")),
        stages=(Stage("开张"), Stage("扩店")),
        coders=(Coder("rules", "procedure"),),
        documents={one.name: one for one in documents},
        codings=(
            coded(INTERVIEW, "F1/访谈.txt", "面包要早上烤", "早起", "扩店"),
            coded(INTERVIEW, "F1/访谈.txt", "早上", "早起", "开张"),
            coded(INTERVIEW, "F1/访谈.txt", "也买牛奶", "搭着买", "开张"),
            coded(INTERVIEW, "F1/访谈.txt", "面包卖完了", "脱销", "开张", coder="rules"),
        ),
    )


def lines_of(study, **filters):
    found = hits(study, words_query("面包"), Filters(**filters))
    return [(hit.document[:2], hit.line) for hit in found]


class TestFilters:
    def test_without_them_every_hit_is_there(self, shop):
        assert lines_of(shop) == [("F1", 1), ("F1", 2), ("F1", 3), ("G2", 1), ("G2", 2)]

    def test_by_source_or_category_letter(self, shop):
        assert lines_of(shop, sources=("G2",)) == lines_of(shop, sources=("G",)) == [("G2", 1), ("G2", 2)]
        assert lines_of(shop, sources=("F", "G2")) == lines_of(shop)

    def test_a_hit_is_of_a_stage_when_a_person_coded_its_segment_for_it(self, shop):
        assert lines_of(shop, stage="开张") == [("F1", 1), ("F1", 2)]
        assert lines_of(shop, stage="扩店") == [("F1", 1)]

    def test_by_speaker(self, shop):
        assert lines_of(shop, speaker="店长") == [("F1", 1), ("F1", 3)]
        assert lines_of(shop, speaker="客人") == [("F1", 2)]

    def test_coded_where_a_persons_coding_overlaps_the_hit_itself(self, shop):
        assert lines_of(shop, coded=True) == [("F1", 1)]
        assert lines_of(shop, coded=False) == [("F1", 2), ("F1", 3), ("G2", 1), ("G2", 2)]

    def test_they_hold_together(self, shop):
        assert lines_of(shop, speaker="店长", coded=False) == [("F1", 3)]

    @pytest.mark.parametrize(
        ("filters", "message"),
        [
            ({"sources": ("F11",)}, "no source is called 'F11': did you mean 'F1'?"),
            ({"stage": "开章"}, "no stage is called '开章': did you mean '开张'?"),
        ],
    )
    def test_an_unknown_name_is_said_with_the_nearest(self, shop, filters, message):
        with pytest.raises(GioiaError) as raised:
            lines_of(shop, **filters)
        assert str(raised.value) == message


class TestEntries:
    def test_what_is_known_about_a_hit(self, shop):
        first, second, *_, last = entries(shop, hits(shop, words_query("面包"), width=4))
        assert (first.speaker, first.time, first.page) == ("店长", "00:10", None)
        assert (first.stages, first.coded) == (("开张", "扩店"), ("早起",))
        assert (second.speaker, second.stages, second.coded) == ("客人", ("开张",), ())
        assert (last.document, last.source, last.page, last.line) == ("G2/公告.txt", "G2", 2, 2)
        assert (last.before, last.match, last.after) == ("/ 明日", "面包", "")

    def test_as_a_frame(self, shop):
        frame = concordance_frame(shop, words_query("面包"), Filters(sources=("F",)), width=3)
        assert list(frame.columns) == [
            *("document", "source", "line", "page", "speaker", "time", "stages", "start", "end"),
            *("before", "match", "after", "coded"),
        ]
        assert frame["speaker"].tolist() == ["店长", "客人", "店长"]
        assert frame["stages"].tolist() == ["开张; 扩店", "开张", ""]
        assert frame["page"].isna().all()
        text = shop.documents["F1/访谈.txt"].text
        assert {text[start:end] for start, end in zip(frame["start"], frame["end"], strict=True)} == {"面包"}

    def test_a_frame_without_hits_has_the_same_columns(self, shop):
        frame = concordance_frame(shop, words_query("豆浆"))
        assert frame.empty
        assert frame.dtypes.equals(concordance_frame(shop, words_query("面包")).dtypes)


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
    @settings(max_examples=200, deadline=None)
    def test_on_a_terminal_every_line_fits_and_the_words_stand_below_one_another(self, parts, width):
        found = [hit(*part, line=10 * index) for index, part in enumerate(parts)]
        heading, *lines = terminal_lines(found, width)
        assert all(cells(line) <= width for line in (heading, *lines))
        assert len({cells(line.partition("【")[0]) for line in lines}) == 1

    def test_on_a_terminal_both_contexts_get_their_half(self):
        [_, line] = terminal_lines([hit("前" * 40, "面包", "后" * 40)], 60)
        assert line == f"1  {'前' * 12}【面包】{'后' * 12}"

    def test_nothing_is_printed_of_no_hits(self):
        assert list(piped_lines([])) == list(terminal_lines([], 80)) == []

    def test_a_text_is_cut_to_fit_with_a_mark(self):
        assert fitting("早上的面包", 10) == "早上的面包"
        assert fitting("早上的面包", 9) == "早上的面…"
        assert fitting("早上的面包", 8) == "早上的…"

    def test_columns_stand_below_one_another(self):
        assert list(columns([("词", "次数"), ("bread", "12")])) == ["词     次数", "bread    12"]
