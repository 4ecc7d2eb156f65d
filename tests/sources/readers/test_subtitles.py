"""Subtitles become turns with speaker and time, and nothing that was said is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import read_original
from gioia.sources.register import Transcript
from gioia.sources.turns import labels

TEAMS = """WEBVTT

NOTE made by a
meeting

STYLE
::cue { color: red }

a1b2/1-0
00:00:01.000 --> 00:00:03.500 align:start
<v 张三>我们是<c.loud>从</c>二〇一三年</v>

a1b2/1-1
00:00:03.500 --> 00:00:05.000
<v 张三>开始做的。</v>

01:02.000 --> 01:04.000
<v.first Mary Ann>R&amp;D was <i>small</i>,</v>
<v Bob>a < b</v>
"""
SRT = """1
00:00:01,000 --> 00:00:03,000
<font color="red">第一句</font>
{\\an8}还是第一句

2
00:00:12,900 --> 00:00:14,000
第二句
"""


def text_of(content: str, encoding: str = "utf-8") -> str:
    (reading,) = read_original(content.encode(encoding), "会议.txt")
    assert reading.reader == "subtitles 2"
    return reading.text


def test_voices_become_turns_and_cues_of_one_speaker_are_joined():
    assert text_of(TEAMS) == (
        "张三 (00:00:01): 我们是从二〇一三年开始做的。\nMary Ann (00:01:02): R&D was small,\nBob (00:01:02): a < b\n"
    )


def test_cues_without_a_speaker_stay_one_line_each():
    assert text_of(SRT) == "(00:00:01) 第一句还是第一句\n(00:00:12) 第二句\n"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030", "utf-16-le"])
def test_in_any_encoding_and_with_any_line_ends(encoding):
    assert text_of(SRT.replace("\n", "\r\n"), encoding) == text_of(SRT)


def test_names_before_a_colon_are_speakers_where_most_cues_have_one():
    zoom = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nLi Lei: Good morning\n\n2\n00:00:02.000 --> 00:00:03.000\n"
    zoom += "Li Lei: everyone.\n\n3\n00:00:04.000 --> 00:00:05.000\n韩梅梅：早上好。\n"
    assert text_of(zoom) == "Li Lei (00:00:01): Good morning everyone.\n韩梅梅 (00:00:04): 早上好。\n"


def test_a_colon_in_a_sentence_is_no_speaker():
    cues = [
        f"{n}\n00:00:0{n},000 --> 00:00:0{n},900\n{said}\n\n" for n, said in enumerate(["一点：对", "二", "三", "四"])
    ]
    assert text_of("".join(cues)).startswith("(00:00:00) 一点：对\n")


def cues(*texts: str) -> str:
    shown = (f"00:00:{n:02}.000 --> 00:00:{n + 1:02}.000\n{text}\n" for n, text in enumerate(texts))
    return "WEBVTT\n\n" + "\n".join(shown)


class TestRollingCaptions:
    ROLLING = cues(
        "Fresh bread is",
        "Fresh bread is\nsold here daily",
        "sold here daily\nby two bakers",
        "by two bakers\nwho rise early",
    )

    def test_what_a_cue_repeats_of_the_one_before_stands_once_and_is_remarked(self):
        (reading,) = read_original(self.ROLLING.encode(), "a.vtt")
        assert reading.text == (
            "(00:00:00) Fresh bread is sold here daily\n(00:00:02) by two bakers\n(00:00:03) who rise early\n"
        )
        assert "the captions roll" in reading.remarks[0].message

    def test_as_a_video_site_writes_them_with_times_in_the_words_and_lines_of_a_space(self):
        page = cues(
            " \nfresh<00:00:00.400><c> bread</c><c> is</c>",
            "fresh bread is\n ",
            "fresh bread is\nsold<00:00:02.400><c> here</c>",
            "sold here\n ",
            "sold here\nby<00:00:04.400><c> us</c>",
        )
        (reading,) = read_original(page.encode(), "a.vtt")
        assert (
            " ".join(line.partition(") ")[2] for line in reading.text.splitlines()) == "fresh bread is sold here by us"
        )
        assert len(reading.remarks) == 1

    def test_chinese_ones_and_ones_with_a_speaker(self):
        chinese = text_of(cues("我们每天", "我们每天烤面包", "烤面包卖给邻居", "卖给邻居和学校"))
        assert chinese == "(00:00:00) 我们每天烤面包\n(00:00:02) 卖给邻居\n(00:00:03) 和学校\n"
        spoken = cues(
            "Anna: I bake", "Anna: I bake every day", "every day but Sunday", "but Sunday we rest", "Anna: So it is"
        )
        assert text_of(spoken) == "Anna (00:00:00): I bake every day but Sunday we rest So it is\n"

    def test_cues_that_are_the_same_do_not_roll(self):
        assert text_of(cues("Yes, sure", "Yes, sure", "Yes, sure")).count("Yes, sure") == 3

    def test_a_word_that_is_said_twice_stays(self):
        assert text_of(cues("No", "No way", "It was", "very cold", "that day")).startswith(
            "(00:00:00) No\n(00:00:01) No way\n"
        )


def test_the_marks_of_another_speaker_are_no_part_of_a_name():
    page = cues("&gt;&gt; Anna: And then?", ">> Ben: We moved.", ">> Anna: Where to?", ">> Nobody said a word")
    assert text_of(page) == (
        "Anna (00:00:00): And then?\nBen (00:00:01): We moved.\nAnna (00:00:02): Where to?\n"
        "(00:00:03) >> Nobody said a word\n"
    )


def test_speech_that_is_told_and_fields_are_no_speakers():
    shown = text_of(cues("他说：你好", "他说：不好", "时间：三点", "注意：时间"))
    assert shown.splitlines() == [
        "(00:00:00) 他说：你好",
        "(00:00:01) 他说：不好",
        "(00:00:02) 时间：三点",
        "(00:00:03) 注意：时间",
    ]


@pytest.mark.parametrize("names", [("张三", "李四"), ("大白", "二丫"), ("Ann Lee", "Bo"), ("主持人", "嘉宾 2")])
def test_the_turns_that_are_frozen_are_found_again(names):
    one, other = names
    frozen = text_of(cues(f"{one}：先试。", f"{other}：好。", f"{one}：再试。"))
    turns = labels(frozen, Transcript())
    assert [(turn.speaker, turn.time) for turn in turns] == [
        (one, "00:00:00"),
        (other, "00:00:01"),
        (one, "00:00:02"),
    ]


def test_words_outside_the_cues_are_kept_and_remarked():
    (reading,) = read_original(f"{SRT}\n后半句\n\n3\n00:00:xx,000 --> 00:00:20,000\n坏的\n".encode(), "a.srt")
    assert "第二句后半句" in reading.text
    assert "坏的" in reading.text
    assert "outside" in reading.remarks[0].message


def test_a_hundred_thousand_voices_that_are_never_closed_are_words():
    (reading,) = read_original(b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n" + b"<v.a " * 100_000, "a.vtt")
    assert reading.text.startswith("(00:00:01) <v.a <v.a ")


def test_cues_without_words_are_refused():
    with pytest.raises(GioiaError, match="without any text"):
        read_original(b"WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a.vtt")


@given(st.data())
@settings(max_examples=150)
def test_a_cut_or_altered_file_is_read_or_refused(data):
    raw = bytearray(data.draw(st.sampled_from([TEAMS, SRT])).encode())
    for _ in range(data.draw(st.integers(0, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        readings = read_original(bytes(raw[: data.draw(st.integers(0, len(raw)))]), "a.vtt")
    except GioiaError:
        return
    assert readings
