"""Seals: they tell a length and hashes, and whoever has the text finds its words again whatever the width and the line breaks."""

from __future__ import annotations

import hashlib

import pytest

from gioia.sources.normal import fold
from gioia.sources.seals import Seal, Wanted, is_sealed, left_out, marked, opened, seal_of, sealed, seals_in, spots

SALT = "0123456789abcdef" * 2


def test_a_seal_is_the_sha_256_of_salt_and_folded_characters():
    seal = seal_of("雨\u3000下了ＡＢ", SALT)
    assert seal.length == 5
    assert seal.digest == hashlib.sha256(f"{SALT}\x1f雨下了ab".encode()).hexdigest()


def test_a_seal_reads_back_from_its_text():
    seal = seal_of("雨下了一夜", SALT)
    assert seals_in(f"他说{seal}。") == [seal]


def test_white_space_at_the_ends_stays_and_nothing_else():
    assert sealed("\n 雨下了 \u3000", SALT) == f"\n {seal_of('雨下了', SALT)} \u3000"
    assert sealed(" \n", SALT) == " \n"
    assert sealed("", SALT) == ""


@pytest.mark.parametrize(("language", "mark"), [("zh", "〔已封存 3 字〕"), ("en", "[sealed, 3 characters]")])
def test_displays_show_a_mark(language, mark):
    assert marked(f"“{seal_of('雨下了', SALT)}”", language) == f"“{mark}”"


def test_what_is_left_out_is_marked_and_gone_when_opened():
    text = left_out("It rained.")
    assert marked(text, "en") == "[left out, 9 characters]"
    assert is_sealed(text)
    assert opened(text, {}) == ""


def test_only_known_words_are_put_back():
    one, other = seal_of("雨下了", SALT), seal_of("雪下了", SALT)
    assert opened(f"{one}、{other}", {one: "雨下了"}) == f"雨下了、{other}"


def test_words_are_found_wherever_they_stand_and_as_they_stand():
    text = "雨下了，\n雨 下了。ＲＡＩＮ雨下"
    seal = seal_of("雨下了", SALT)
    assert [text[spot.start : spot.end] for spot in spots(fold(text), Wanted([seal], SALT))[seal]] == [
        "雨下了",
        "雨 下了",
    ]


def test_words_are_not_found_within_a_character_that_stands_for_several():
    seal = seal_of("i", SALT)
    assert spots(fold("ﬁn"), Wanted([seal], SALT)) == {}
    assert len(spots(fold("fin"), Wanted([seal], SALT))[seal]) == 1


def test_another_salt_finds_nothing():
    seal = seal_of("雨下了", SALT)
    assert spots(fold("雨下了"), Wanted([seal], SALT[::-1])) == {}


def test_a_rolling_hash_that_fits_is_not_enough():
    seal = seal_of("雨下了", SALT)
    forged = Seal(seal.length, seal.rolling, "0" * 64)
    assert spots(fold("雨下了"), Wanted([forged], SALT)) == {}


def test_an_empty_text_and_a_seal_longer_than_the_text_are_no_fault():
    seal = seal_of("雨下了", SALT)
    assert spots(fold(""), Wanted([seal], SALT)) == {}
    assert spots(fold("雨"), Wanted([seal], SALT)) == {}
