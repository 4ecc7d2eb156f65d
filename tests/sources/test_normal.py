"""Folded copies map back to what was said; printed quotations are tidied in their line breaks and widths only."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources import normal
from gioia.sources.normal import fold, folded, printed

TEXTS = st.text(
    st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from(" \n\u3000“”‘’—…ＡＢａ０９％ﬁ㈱Ⅳß乐纯Aa")),
    max_size=40,
)


class TestFolding:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("ＣＥＯ２０１４", "ceo2014"),
            ("“好”", '"好"'),
            ("「好」", '"好"'),
            ("‘好’", "'好'"),
            ("用户——主导", "用户--主导"),
            ("（Ｆ１）", "(f1)"),
            ("等等……", "等等......"),
            ("酸 奶\n的\u3000味\t道", "酸奶的味道"),
            ("Straße", "STRASSE"),
            ("张·喃喃", "张•喃喃"),
            ("ba\u00adke\u200bry \ufeff面\u2060包", "bakery面包"),
        ],
    )
    def test_what_is_written_differently_and_read_alike_is_alike(self, one: str, other: str) -> None:
        assert folded(one) == folded(other)

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("用户", "客户"),
            ("好。", "好，"),
            ("1", "l"),
            ("(好)", "好"),
            ("نمی\u200cخواهم", "نمیخواهم"),
            ("👩\u200d🍳", "👩🍳"),
        ],
    )
    def test_other_words_and_other_marks_stay_other(self, one: str, other: str) -> None:
        assert folded(one) != folded(other)

    def test_a_hit_is_mapped_back_to_the_characters_that_were_said(self) -> None:
        text = "他说：“ﬁ\nnance”，好"
        copy = fold(text)
        at = copy.text.index("finance")
        start, end = copy.span(at, at + len("finance"))
        assert text[start:end] == "ﬁ\nnance"

    @given(TEXTS)
    @settings(max_examples=200)
    def test_every_folded_character_comes_from_its_place(self, text: str) -> None:
        copy = fold(text)
        assert len(copy.places) == len(copy.text)
        assert list(copy.places) == sorted(copy.places)
        for char in set(copy.places):
            from_it = "".join(f for f, place in zip(copy.text, copy.places, strict=True) if place == char)
            assert from_it == folded(text[char])
        assert copy.text == folded(text)

    @given(TEXTS)
    @settings(max_examples=200)
    def test_only_white_space_and_what_is_not_seen_are_left_out(self, text: str) -> None:
        left_out = set(range(len(text))) - set(fold(text).places)
        chars = [unicodedata.normalize("NFKC", text[place]) for place in left_out]
        assert all(char.isspace() or char in normal.INVISIBLE for char in chars)
        assert not any(char.isspace() for char in folded(text))

    @given(TEXTS, st.data())
    @settings(max_examples=200)
    def test_a_span_covers_what_it_was_asked_for_and_folds_to_it(self, text: str, data: st.DataObject) -> None:
        copy = fold(text)
        if not copy.text:
            return
        start = data.draw(st.integers(0, len(copy.text) - 1))
        end = data.draw(st.integers(start + 1, len(copy.text)))
        first, last = copy.span(start, end)
        assert 0 <= first < last <= len(text)
        assert copy.text[start:end] in folded(text[first:last])
        assert folded(text[first + 1 : last - 1]) in copy.text[start:end]


class TestFoldingShortAndLongTexts:
    """Short texts are folded character by character, long ones as arrays."""

    @given(TEXTS)
    @settings(max_examples=200)
    def test_both_ways_give_the_characters_and_places_that_one_at_a_time_gives(self, text: str) -> None:
        pairs = [(char, place) for place, said in enumerate(text) for char in folded(said)]
        for way in (normal._fold_short, normal._fold_long):
            copy = way(text)
            assert list(zip(copy.text, copy.places, strict=True)) == pairs
            assert [type(place) for place in copy.places] == [int] * len(pairs)

    def test_so_they_do_for_every_character_that_unicode_may_have(self) -> None:
        every = "".join(map(chr, range(0x30000)))
        short, long = normal._fold_short(every), normal._fold_long(every)
        assert short.text == long.text
        assert list(short.places) == list(long.places)

    def test_a_long_text_is_folded_as_a_short_one_is(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(normal, "_table", [])
        text = "他说：“ﬁ\nnance……”，好😀Ａ\ud800 " * 300
        once = fold(text[:1000])
        assert not normal._table, "a short text needs no table"
        assert fold(text).text.startswith(once.text)
        assert list(fold(text[:1000]).places) == list(once.places)


class TestPrinting:
    @pytest.mark.parametrize(
        ("said", "shown"),
        [
            ("  我们做\n酸奶  ", "我们做酸奶"),
            ("我们 做 酸奶", "我们做酸奶"),
            ("we make\nyoghurt  here", "we make yoghurt here"),
            ("用 iPhone\n拍照", "用 iPhone拍照"),
            ("用 iPhone 拍照", "用 iPhone 拍照"),
            ("ＣＥＯ在２０１４年，占５０％", "CEO在2014年，占50%"),
            ("他说“好”\n然后走了", "他说“好”然后走了"),
            ("“好。”\n“行。”", "“好。”“行。”"),
            ("他说“OK”\n然后走了", "他说“OK”然后走了"),
            ("他说“好”\nOK", "他说“好”OK"),
            ("他说好……\nOK", "他说好……OK"),
            ("OK\n“好”", "OK“好”"),
            ("he said “yes”\nand left", "he said “yes” and left"),
            ("our customers’\nneeds", "our customers’ needs"),
            ("“yes” “no” — “perhaps”", "“yes” “no” — “perhaps”"),
            ("一\n\n\n二", "一二"),
            ("", ""),
        ],
    )
    def test_broken_lines_are_joined_as_each_script_joins_them(self, said: str, shown: str) -> None:
        assert printed(said) == shown

    @pytest.mark.parametrize("words", ["（好），“对”——是！", "Don't — “really”?", "a_b * c"])
    def test_wording_and_punctuation_stay(self, words: str) -> None:
        assert printed(words) == words

    @given(TEXTS)
    @settings(max_examples=200)
    def test_nothing_but_white_space_and_width_ever_changes(self, text: str) -> None:
        shown = printed(text)
        assert [unicodedata.normalize("NFKC", char) for char in shown if not char.isspace()] == [
            unicodedata.normalize("NFKC", char) for char in text if not char.isspace()
        ]
        assert "\n" not in shown
        assert shown == shown.strip()

    def test_a_quotation_of_very_many_spaces_is_printed(self) -> None:
        # Looking back over the spaces from each of them would take hours.
        assert printed("a" + " " * 2_000_000 + "b") == "a b"
