"""The shape of a file: every departure from the published schema, at its line, with the nearest key."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.plaintext.shape import check_shape, schema
from gioia.plaintext.tree import parse_tree

STUDY = {
    "study": "乐纯",
    "language": "zh",
    "codebook": "codebook.yaml",
    "sources": [{"source": "F1", "name": "访谈", "extent": "3篇"}, {"source": "G1"}],
    "roles": ["企业", "用户"],
    "stages": [{"stage": "企业主导", "start": "2013-12", "end": "2014-08"}, {"stage": "用户主导", "start": "2016"}],
    "coders": [{"coder": "甲", "kind": "person"}],
    "waivers": [{"rule": "PR3", "subject": "a × b", "reason": "论文如此"}],
}
CODEBOOK = {
    "codebook": "乐纯",
    "dimensions": [
        {
            "dimension": "基础条件",
            "themes": [
                {
                    "theme": "资源",
                    "concepts": [
                        {"concept": "积累", "indicators": ["蓝带", {"word": "厨艺", "with": ["学"], "not": ["书"]}]}
                    ],
                }
            ],
        }
    ],
    "ungrouped": [{"concept": "其他", "definition": "未归组"}],
}
MODEL = {
    "kinds": [{"kind": "重塑", "label": "重塑"}],
    "constructs": [{"construct": "试制", "kind": "link"}],
    "relations": [{"relation": "R1", "from": "试制", "to": "资源", "kind": "enables", "codings": ["ab12"]}],
}
VALID = {"study": STUDY, "codebook": CODEBOOK, "model": MODEL}


def said(text: str, name: str = "study") -> list[tuple[int, str, str]]:
    tree, findings = parse_tree(text, "a.yaml")
    assert findings == []
    return [(found.place.line, found.message, found.remedy) for found in check_shape(tree, name)]


class TestDepartures:
    def test_a_valid_file_has_none(self) -> None:
        for name, value in VALID.items():
            assert said(yaml.safe_dump(value, allow_unicode=True), name) == []

    def test_an_unknown_key_is_named_with_the_nearest_one_where_it_stands(self) -> None:
        text = "study: 甲\ncodebook: b\nsource:\n  - source: F1\n"
        assert said(text) == [(3, "the key 'source' is not known in the file", "did you mean 'sources'?")]

    def test_an_unknown_key_that_is_like_none_lists_the_known_ones(self) -> None:
        [(line, message, remedy)] = said("dimensions:\n  - dimension: a\n    数: 1\n", "codebook")
        assert (line, message) == (3, "the key '数' is not known in an item of 'dimensions'")
        assert remedy == "known keys here: dimension, definition, themes, also"

    def test_a_missing_key(self) -> None:
        assert said("study: 甲\n") == [(1, "the file has no 'codebook'", "add the key 'codebook'")]
        assert said("study: 甲\ncodebook: b\nwaivers:\n  - rule: PR3\n    reason: x\n") == [
            (4, "an item of 'waivers' has no 'subject'", "add the key 'subject'")
        ]

    def test_an_empty_file(self) -> None:
        assert [message for _, message, _ in said("")] == ["the file has no 'study'", "the file has no 'codebook'"]

    def test_a_key_without_a_value(self) -> None:
        assert said("study:\ncodebook: b\n") == [
            (1, "'study' has no value", "write a text after the colon, or delete the key")
        ]

    def test_a_key_that_may_be_left_empty(self) -> None:
        assert said("study: 甲\ncodebook: b\nabout:\nsources:\nstages:\n  - stage: 甲\n    end:\n") == []

    def test_an_empty_text_where_a_name_is_wanted(self) -> None:
        assert said("study: ''\ncodebook: b\n") == [(1, "'study' is empty", "write a text")]

    @pytest.mark.parametrize(
        ("text", "line", "message", "remedy"),
        [
            ("study: 甲\ncodebook: b\nsources: F1\n", 3, "'sources' is a text", "write a list (- item)"),
            (
                "study: 甲\ncodebook: b\nroles:\n  企业: 甲\n",
                3,
                "'roles' is a mapping (key: value)",
                "write a list (- item)",
            ),
            ("study:\n  - 甲\ncodebook: b\n", 1, "'study' is a list (- item)", "write a text"),
            ("- study\n", 1, "the file is a list (- item)", "write a mapping (key: value)"),
            (
                "study: 甲\ncodebook: b\nsources:\n  - F1\n",
                4,
                "an item of 'sources' is a text",
                "write a mapping (key: value)",
            ),
        ],
    )
    def test_a_value_of_the_wrong_kind(self, text: str, line: int, message: str, remedy: str) -> None:
        assert said(text) == [(line, message, remedy)]

    def test_a_word_that_is_none_of_those_allowed(self) -> None:
        text = "study: 甲\ncodebook: b\nlanguage: 中文\ncoders:\n  - coder: 甲\n    kind: persons\n"
        assert said(text) == [
            (3, "'language' is '中文'", "choose one of zh, en"),
            (6, "'kind' is 'persons'", "did you mean 'person'?"),
        ]

    @pytest.mark.parametrize("date", ["2014-13", "14-08", "2014/08", "2014-8", "八月", "2014-08-32", "x2014"])
    def test_a_date_that_is_none(self, date: str) -> None:
        assert said(f"study: 甲\ncodebook: b\nstages:\n  - stage: 甲\n    start: {date}\n") == [
            (5, f"'start' is '{date}'", "write a date as 2014, 2014-08 or 2014-08-01")
        ]

    def test_an_indicator_is_a_word_or_a_mapping(self) -> None:
        head = "ungrouped:\n  - concept: 甲\n    indicators:\n"
        assert said(f"{head}      - 蓝带\n      - word: 厨艺\n        not: [书]\n", "codebook") == []
        assert said(f"{head}      - word: 厨艺\n        nott: [书]\n", "codebook") == [
            (5, "the key 'nott' is not known in an item of 'indicators'", "did you mean 'not'?")
        ]
        assert said(f"{head}      - with: [书]\n", "codebook") == [
            (4, "an item of 'indicators' has no 'word'", "add the key 'word'")
        ]
        assert said(f"{head}      - [蓝带]\n", "codebook") == [
            (4, "an item of 'indicators' is a list (- item)", "write a text")
        ]

    def test_all_departures_are_reported_at_once(self) -> None:
        assert len(said("stduy: 甲\nlanguage: fr\nroles: 甲\n")) == 5


def spots(value: object) -> list[tuple[Any, Any]]:
    """Return every (mapping or list, key or index) of the value."""
    if not isinstance(value, dict | list):
        return []
    keys = list(value) if isinstance(value, dict) else list(range(len(value)))
    return [(value, key) for key in keys] + [spot for key in keys for spot in spots(value[key])]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Return a valid file with some values replaced or taken out, and some keys renamed."""
    name = draw(st.sampled_from(sorted(VALID)))
    value = deepcopy(VALID[name])
    for _ in range(draw(st.integers(0, 3))):
        held, key = draw(st.sampled_from(spots(value) or [(value, "study")]))
        change = draw(st.sampled_from(["replace", "delete", "rename"]))
        if change == "replace" or isinstance(held, list):
            held[key] = draw(
                st.sampled_from(["甲", "", None, "2014", "2014-13", "person", "en", [], ["甲"], {}, {"甲": "乙"}])
            )
        elif change == "delete":
            held.pop(key, None)
        else:
            held[f"{key}s"] = held.pop(key, None)
    return name, value


class TestAgainstJsonSchema:
    """The editor checks a file by the same schema, with any validator of JSON Schema.

    Values are texts here, as gioia reads them; to an editor `1e3` without quotation marks is a number, which is why the
    schemas let names be numbers and gioia never sees one.
    """

    @given(mutated())
    @settings(max_examples=300)
    def test_a_file_has_a_finding_here_when_it_has_a_fault_there(self, case: tuple[str, dict[str, Any]]) -> None:
        name, value = case
        found = said(yaml.safe_dump(value, allow_unicode=True), name)
        validator = jsonschema.Draft202012Validator(schema(name))
        assert bool(found) == bool(list(validator.iter_errors(value)))

    def test_the_schemas_are_schemas(self) -> None:
        for name in VALID:
            jsonschema.Draft202012Validator.check_schema(schema(name))

    def test_the_schemas_use_no_word_that_gioia_does_not_know(self) -> None:
        known = {"$schema", "$defs", "$ref", "title", "description", "type", "properties", "required"}
        known |= {"additionalProperties", "items", "enum", "pattern", "minLength", "anyOf"}

        def words(part: dict[str, Any]) -> set[str]:
            below = [*part.get("properties", {}).values(), *part.get("$defs", {}).values(), *part.get("anyOf", ())]
            below += [part["items"]] if "items" in part else []
            return set(part).union(*map(words, below))

        for name in VALID:
            assert words(schema(name)) <= known
