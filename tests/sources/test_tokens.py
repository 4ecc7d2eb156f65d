"""Words: the same as jieba's, and joined they are the text again."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.sources.tokens import cut, word_starts

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


@pytest.fixture(scope="module")
def reference():
    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.lcut


def test_words_of_the_case_are_those_that_jieba_cuts(reference):
    texts = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("corpora/lechun/sources/*/*.md"))]
    assert texts
    for text in texts:
        assert cut(text) == reference(text)


@pytest.mark.skipif(not SEEDS, reason="the papers and articles are not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_words_of_the_seeds_are_those_that_jieba_cuts(path, reference):
    text = path.read_text(encoding="utf-8")
    assert cut(text) == reference(text)


def test_dates_and_names_with_connectors_are_cut_as_jieba_cuts_them(reference):
    for text in ("2025-04-09 11:03", "用Node.js写", "上涨3.5%，C2C", "O2O渠道"):
        assert cut(text) == reference(text)


@pytest.mark.parametrize(
    "word", ["café", "Naïve", "résumé", "élan", "œuvre", "Łódź", "cafe\u0301", "Việt", "C2É", "Москва", "Αθήνα"]
)
def test_a_word_with_accents_stays_whole(word):
    assert cut(word) == [word]
    assert cut(f"去{word}，用户") == ["去", word, "，", "用户"]
    assert cut(f"the {word}'s well-{word}")[2] == word
    assert cut(f"l'{word}") == ["l", "'", word]


def test_a_long_run_of_letters_takes_no_time():
    assert len(cut("a" * 200_000 + "。")) == 2


NAMES = ("橙屋", "橙屋书架", "柳小满", "最小可行产品", "的用", "Node.js", "C2B")

WORDS = (
    *("用户", "价值", "我们", "在", "书架", "说", "旧书", "的", "，", " ", "\n"),
    *("2015", "3.5%", "-", "Node", ".js"),
)


@pytest.fixture(scope="module")
def reference_with_names():
    import jieba

    jieba.setLogLevel(logging.ERROR)
    tokenizer = jieba.Tokenizer()
    for name in NAMES:
        tokenizer.add_word(name)
    return tokenizer.lcut


def test_words_of_a_dictionary_stay_whole():
    text = "柳小满说橙屋的最小可行产品用Node.js写"
    assert not {"橙屋", "最小可行产品", "Node.js"} & set(cut(text))
    assert cut(text, NAMES) == ["柳小满", "说", "橙屋", "的", "最小可行产品", "用", "Node.js", "写"]


@settings(max_examples=400)
@given(st.lists(st.sampled_from([*NAMES, *WORDS])))
def test_with_a_dictionary_words_are_those_that_jieba_cuts_with_it(reference_with_names, parts):
    assert cut("".join(parts), NAMES) == reference_with_names("".join(parts))


@pytest.mark.skipif(not SEEDS, reason="the papers and articles are not here")
@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_words_of_the_seeds_with_a_dictionary(path):
    import jieba

    tokenizer = jieba.Tokenizer()
    names = ("乐纯", "张喃喃", "三里屯", "价值共创", "精益创业", "最小可行产品", "刘丹尼")
    for name in names:
        tokenizer.add_word(name)
    text = path.read_text(encoding="utf-8")
    assert cut(text, names) == tokenizer.lcut(text)


@given(st.text(alphabet=st.sampled_from("用户价值创造的a1-.% \n，“”")))
def test_words_joined_are_the_text(text):
    assert "".join(cut(text)) == text
    assert word_starts(text) >= {0, len(text)}
