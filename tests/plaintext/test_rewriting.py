"""Rewriting: values change where they stand, and every other character of a file stays."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from gioia.plaintext.rewriting import COMMENT, KEY, rewritten, rewritten_lines, rewritten_yaml

CHECKOUT = Path(__file__).resolve().parents[2]
BOOK = """# head: 茶
codebook: 茶馆   # a remark
roles: [春, "夏: 热", '秋']
themes:
  - name: 一
    about: |
      two
      lines

  - name: "二"
label:
definition: >-
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
        (("codebook",), "茶馆"),
        (COMMENT, "a remark"),
        (("roles",), "春"),
        (("roles",), "夏: 热"),
        (("roles",), "秋"),
        (("themes", "name"), "一"),
        (("themes", "about"), "two\nlines\n"),
        (("themes", "name"), "二"),
        (("label",), ""),
        (("definition",), "folded text"),
    ]


def test_values_and_comments_change_where_they_stand():
    changed = rewritten_yaml(BOOK, upper)
    assert changed.startswith("# HEAD: 茶\ncodebook: 茶馆   # A REMARK\n")
    assert '    about: "TWO\\nLINES\\n"\n' in changed
    assert changed.endswith('definition: "FOLDED TEXT"\n')


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\n\t\x85\u2028"), max_size=30))
def test_any_text_can_take_the_place_of_any_value(words):
    """In whatever style the value is written."""
    before = yaml.safe_load(BOOK)
    after = yaml.safe_load(rewritten_yaml(BOOK, lambda keys, text: words if text and keys != COMMENT else text))
    assert after == {
        "codebook": words,
        "roles": [words] * 3,
        "themes": [{"name": words, "about": words}, {"name": words}],
        "label": before["label"],
        "definition": words,
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


def test_a_key_that_no_schema_knows_is_a_persons_words():
    seen = []
    text = 'notes:\n  a thought: {b: c}\n  "d e": f\n? long\n  key\n: g\n'
    changed = rewritten_yaml(text, lambda keys, each: seen.append(keys) or each.replace("t", "： "))
    assert seen[:3] == [(KEY,), ("notes", KEY), ("notes", "a thought", KEY)]
    assert yaml.safe_load(changed) == {"no： es": {"a ： hough： ": {"b": "c"}, "d e": "f"}, "long key": "g"}


def test_a_known_key_stays_whatever_it_is_called():
    assert rewritten_yaml("study: a\nroles: [b]\n", upper) == 'study: A\nroles: ["B"]\n'


def test_an_anchor_or_a_tag_goes_where_it_would_change():
    def without(_, text):
        return text.replace("Ann", "P")

    text = "study: &Ann one\nroles: !Ann [&kept b, !u/Ann c]  # &Ann\n"
    assert rewritten_yaml(text, without) == "study: one\nroles:  [&kept b, c]  # &P\n"


def test_what_is_no_yaml_is_no_guess():
    with pytest.raises(ValueError, match="expected"):
        rewritten_yaml("a: [", upper)
