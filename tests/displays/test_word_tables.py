"""Words of a study: frequencies, what marks its parts, and the company that a word keeps."""

from __future__ import annotations

import inspect

import pytest
from msgspec import structs

from gioia.cli import words_command
from gioia.codings.coding import new_coding
from gioia.displays.word_tables import (
    WINDOW,
    collocates_frame,
    company,
    frequencies,
    is_marked,
    key_words,
    key_words_frame,
    keyness,
    keyness_frame,
    words_frame,
)
from gioia.errors import GioiaError
from gioia.model.records import Stage
from gioia.sources.association import log_likelihood
from gioia.sources.register import Document, Source, Transcript
from gioia.study import Study
from gioia.study.record import Coder
from gioia.study.searching import Filters

INTERVIEW = "店长：面包 面包 面包 的\n客人：面包 牛奶\n"
NOTICE = "牛奶 牛奶\n鸡蛋\n"


def document(name, text):
    return Document(name=name, source=name.partition("/")[0], text=text, sha256="")


def coded(text, name, words, stage, coder="ada"):
    start = text.index(words)
    span = (start, start + len(words))
    return new_coding(text, name, span, concept="卖", coder=coder, time="2024-01-01T00:00:00Z", stage=stage)


@pytest.fixture
def shop(tmp_path):
    interview = structs.replace(
        document("F1/访谈.txt", INTERVIEW), transcript=Transcript("F1", speakers=("店长", "客人"))
    )
    documents = [interview, document("G1/公告.txt", NOTICE)]
    return Study(
        tmp_path,
        "shop",
        sources=(Source("F1"), Source("G1")),
        stages=(Stage("开张"), Stage("扩店")),
        coders=(Coder("rules", "procedure"),),
        documents={one.name: one for one in documents},
        codings=(
            coded(NOTICE, "G1/公告.txt", "牛奶", "扩店"),
            coded(NOTICE, "G1/公告.txt", "鸡蛋", "开张"),
            coded(INTERVIEW, "F1/访谈.txt", "面包", "开张", coder="rules"),
        ),
    )


class TestFrequencies:
    def test_words_come_by_how_often_they_stand(self, shop):
        """The labels 店长 and 客人 are not said; 的 is a stop word, and one of the nine words all the same."""
        rows = [(one.word, one.count, one.documents) for one in frequencies(shop)]
        assert rows == [("面包", 4, 1), ("牛奶", 3, 2), ("鸡蛋", 1, 1)]
        assert frequencies(shop)[0].per_1000 == pytest.approx(4 / 9 * 1000)

    def test_the_study_has_words_and_stop_words_of_its_own(self, shop):
        own = structs.replace(shop, dictionary=("面包店",), stopwords=("牛奶", "ＥＧＧ"))
        assert [one.word for one in frequencies(own)] == ["面包", "鸡蛋"]

    def test_a_study_without_documents(self, shop):
        assert frequencies(structs.replace(shop, documents={})) == []

    def test_as_a_frame(self, shop):
        frame = words_frame(shop)
        assert list(frame.columns) == ["word", "count", "per_1000", "documents"]
        assert [str(kind) for kind in frame.dtypes] == ["str", "int64", "float64", "int64"]
        assert list(words_frame(structs.replace(shop, documents={})).columns) == list(frame.columns)


def counted(groups):
    return {group.name: {key.word: (key.count, key.rest) for key in group.keys} for group in groups}


class TestKeyness:
    def test_each_source_beside_the_rest(self, shop):
        groups = keyness(shop, "source")
        assert [(group.name, group.words, group.rest) for group in groups] == [("F1", 6, 3), ("G1", 3, 6)]
        assert counted(groups) == {
            "F1": {"面包": (4, 0), "牛奶": (1, 2)},
            "G1": {"牛奶": (2, 1), "鸡蛋": (1, 0)},
        }

    def test_a_category_is_the_letter_of_its_sources(self, shop):
        assert [group.name for group in keyness(shop, "category")] == ["F", "G"]

    def test_speakers_are_compared_with_one_another(self, shop):
        """What nobody's label begins, here the notice, is of no speaker and in no rest."""
        groups = keyness(shop, "speaker")
        assert [(group.name, group.words, group.rest) for group in groups] == [("店长", 4, 2), ("客人", 2, 4)]

    def test_stages_are_those_of_the_persons_codings_in_a_segment(self, shop):
        groups = keyness(shop, "stage")
        assert counted(groups) == {"开张": {"鸡蛋": (1, 0)}, "扩店": {"牛奶": (2, 0)}}

    def test_a_segment_of_two_stages_is_of_both(self, shop):
        both = structs.replace(shop, codings=(*shop.codings, coded(NOTICE, "G1/公告.txt", "牛奶", "开张")))
        assert counted(keyness(both, "stage")) == {
            "开张": {"牛奶": (2, 0), "鸡蛋": (1, 0)},
            "扩店": {"牛奶": (2, 0)},
        }
        assert [(group.words, group.rest) for group in keyness(both, "stage")] == [(3, 0), (2, 1)]

    def test_a_group_without_a_rest_has_no_measure(self, shop):
        alone = structs.replace(shop, documents={"F1/访谈.txt": shop.documents["F1/访谈.txt"]})
        [group] = keyness(alone, "source")
        assert {(key.g2, key.log_ratio, key.rest_per_1000) for key in group.keys} == {(None, None, None)}

    def test_marked_words_come_first_by_their_log_likelihood(self, shop):
        first, *others = keyness(shop, "source")[0].keys
        assert (first.word, first.g2, first.log_ratio) == ("面包", log_likelihood(4, 0, 6, 3), None)
        assert [(key.word, is_marked(key)) for key in (first, *others)] == [("面包", True), ("牛奶", False)]
        assert others[0].log_ratio == pytest.approx(-2)

    def test_as_a_frame(self, shop):
        frame = keyness_frame(shop, "source")
        assert list(frame.columns) == [
            *("group", "word", "count", "rest", "per_1000", "rest_per_1000", "g2", "log_ratio"),
        ]
        assert frame["log_ratio"].isna().tolist() == [True, False, True, False]
        assert len(frame) == 4


class TestKeyWords:
    """What `gioia words --by` lists."""

    def test_they_are_those_words_that_a_group_has_more_of_than_the_rest(self, shop):
        assert counted(key_words(shop, "source")) == {"F1": {"面包": (4, 0)}, "G1": {"牛奶": (2, 1), "鸡蛋": (1, 0)}}

    def test_at_most_so_many_of_each_group(self, shop):
        all_of_them, first = key_words(shop, "source"), key_words(shop, "source", 1)
        assert [group.keys for group in first] == [group.keys[:1] for group in all_of_them]
        assert [(group.words, group.rest) for group in first] == [(6, 3), (3, 6)]

    def test_as_a_frame(self, shop):
        frame = key_words_frame(shop, "source", 1)
        assert list(frame.columns) == list(keyness_frame(shop, "source").columns)
        assert frame["group"].tolist() == ["F1", "G1"]


class TestCompany:
    def test_words_near_a_word(self, shop):
        count, found = company(shop, "面包", window=1)
        assert count == 4
        assert [(one.word, one.near, one.count) for one in found] == [("牛奶", 1, 3)]

    def test_the_help_names_the_window_that_is_taken(self, shop):
        assert company(shop, "牛奶") == company(shop, "牛奶", window=WINDOW)
        assert f"{WINDOW} if left out" in inspect.getsource(words_command)

    def test_another_segment_is_out_of_reach(self, shop):
        assert company(shop, "鸡蛋", window=50) == (1, [])

    def test_a_word_that_is_none_is_said_with_the_nearest(self, shop):
        with pytest.raises(GioiaError, match="'面条' is no word of these documents: did you mean '面包'"):
            company(shop, "面条")
        with pytest.raises(GioiaError, match="with a letter"):
            company(shop, "12！")

    def test_a_word_that_stands_within_others_belongs_into_the_dictionary(self, shop):
        with pytest.raises(GioiaError, match=r"write it under dictionary: in study\.yaml"):
            company(shop, "奶")

    def test_as_a_frame(self, shop):
        frame = collocates_frame(shop, "面包", window=1)
        assert frame.to_dict("records") == [
            {"word": "牛奶", "near": 1, "count": 3, "log_dice": pytest.approx(12.1926, abs=1e-4)}
        ]


class TestFilters:
    """What is counted may be what some sources, a stage or a speaker say."""

    def counts(self, shop, **filters):
        return {one.word: one.count for one in frequencies(shop, Filters(**filters))}

    def test_by_source_or_category_letter(self, shop):
        assert self.counts(shop, sources=("G1",)) == self.counts(shop, sources=("G",)) == {"牛奶": 2, "鸡蛋": 1}

    def test_by_speaker(self, shop):
        assert self.counts(shop, speaker="客人") == {"面包": 1, "牛奶": 1}

    def test_a_speaker_of_other_sources_is_known_and_says_nothing_in_these(self, shop):
        assert self.counts(shop, sources=("G1",), speaker="客人") == {}

    def test_by_the_stage_that_a_person_coded_the_segment_for(self, shop):
        assert self.counts(shop, stage="开张") == {"鸡蛋": 1}

    def test_shares_are_of_what_was_asked_for(self, shop):
        assert [one.per_1000 for one in frequencies(shop, Filters(speaker="客人"))] == [500, 500]

    def test_key_words_are_compared_within_it(self, shop):
        groups = keyness(shop, "speaker", Filters(sources=("F",)))
        assert [(group.name, group.words + group.rest) for group in groups] == [("店长", 6), ("客人", 6)]

    def test_company_is_kept_within_it(self, shop):
        assert company(shop, "面包", filters=Filters(speaker="客人"))[0] == 1

    @pytest.mark.parametrize(
        ("filters", "message"),
        [
            ({"sources": ("G9",)}, "no source is called 'G9'"),
            ({"stage": "开店"}, "no stage is called '开店'"),
            ({"speaker": "客"}, "nobody called '客' speaks: did you mean '客人'"),
        ],
    )
    def test_an_unknown_name_is_said_with_the_nearest(self, shop, filters, message):
        with pytest.raises(GioiaError, match=message):
            frequencies(shop, Filters(**filters))
