"""The hits of a query in a study: which hits are asked for, and what is known about each."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gioia.codings.coding import new_coding
from gioia.displays.hits import concordance_frame, entries, hits
from gioia.errors import GioiaError
from gioia.model.records import Stage
from gioia.sources.queries import words_query
from gioia.sources.register import Document, Source, Transcript
from gioia.study import Study
from gioia.study.record import Coder
from gioia.study.searching import Filters

INTERVIEW = "店长 00:10：面包要早上烤。\n客人 00:20：我来买面包，也买牛奶。\n店长 00:30：面包卖完了。\n"
NOTICE = "今日面包\n明日面包\n"


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

    def test_the_columns_stand_in_the_docstring_in_their_order(self, shop):
        columns = re.search(r"Columns: (.*?)\.\s", " ".join(concordance_frame.__doc__.split())).group(1)
        frame = concordance_frame(shop, words_query("面包"))
        assert re.sub(r"\s*\([^)]*\)", "", columns).split(", ") == list(frame.columns)

    def test_a_frame_without_hits_has_the_same_columns(self, shop):
        frame = concordance_frame(shop, words_query("豆浆"))
        assert frame.empty
        assert frame.dtypes.equals(concordance_frame(shop, words_query("面包")).dtypes)
