"""Rewriting: values change where they stand, and every other character of a file stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gioia.plaintext.rewriting import COMMENT, rewritten, rewritten_lines, rewritten_yaml

CHECKOUT = Path(__file__).resolve().parents[2]
BOOK = """# head: 茶
book: 茶馆   # a remark
list: [春, "夏: 热", '秋']
items:
  - name: 一
    about: |
      two
      lines

  - name: "二"
empty:
last: >-
  folded
  text
"""


def upper(_, text: str) -> str:
    return text.upper()


def test_what_does_not_change_stays_to_the_byte():
    assert rewritten_yaml(BOOK, lambda _, text: text) == BOOK


@pytest.mark.parametrize("file", ["codebooks/lechun.yaml", "corpora/lechun/model.yaml", "corpora/lechun/study.yaml"])
def test_a_file_that_people_wrote_stays_to_the_byte(file):
    text = (CHECKOUT / file).read_text(encoding="utf-8")
    assert rewritten_yaml(text, lambda _, each: each) == text


def test_a_value_is_told_the_keys_that_lead_to_it():
    seen = []
    rewritten_yaml(BOOK, lambda keys, text: seen.append((keys, text)) or text)
    assert seen == [
        (COMMENT, "head: 茶"),
        (("book",), "茶馆"),
        (COMMENT, "a remark"),
        (("list",), "春"),
        (("list",), "夏: 热"),
        (("list",), "秋"),
        (("items", "name"), "一"),
        (("items", "about"), "two\nlines\n"),
        (("items", "name"), "二"),
        (("empty",), ""),
        (("last",), "folded text"),
    ]


def test_values_and_comments_change_where_they_stand():
    changed = rewritten_yaml(BOOK, upper)
    assert changed.startswith("# HEAD: 茶\nbook: 茶馆   # A REMARK\n")
    assert '    about: "TWO\\nLINES\\n"\n' in changed
    assert changed.endswith('last: "FOLDED TEXT"\n')


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\x85\u2028"), max_size=30))
def test_any_text_can_take_the_place_of_any_value(words):
    """In whatever style the value is written."""
    before = yaml.safe_load(BOOK)
    after = yaml.safe_load(rewritten_yaml(BOOK, lambda keys, text: words if text and keys != COMMENT else text))
    assert after == {
        "book": words,
        "list": [words] * 3,
        "items": [{"name": words, "about": words}, {"name": words}],
        "empty": before["empty"],
        "last": words,
    }


def test_a_line_of_json_is_written_anew_only_where_it_changes():
    lines = b'{"a": "x", "n": 1}\n\n{"a":"y","b":["y",{"c":"z"}]}\n'
    seen = []
    assert rewritten_lines(lines, lambda keys, text: seen.append((keys, text)) or ("Y" if text == "y" else text)) == (
        b'{"a": "x", "n": 1}\n\n{"a":"Y","b":["Y",{"c":"z"}]}\n'
    )
    assert seen == [(("a",), "x"), (("a",), "y"), (("b",), "y"), (("b", "c"), "z")]


def test_any_other_file_is_one_text():
    assert rewritten("memo.md", "一 a\n".encode(), upper) == "一 A\n".encode()


def test_what_is_no_yaml_is_no_guess():
    with pytest.raises(ValueError, match="expected"):
        rewritten_yaml("a: [", upper)
