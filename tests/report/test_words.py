"""The page says everything in both languages."""

from __future__ import annotations

import json
import re
from importlib import resources
from typing import get_args

import pytest

from gioia.codings.coding import Role
from gioia.findings import Severity
from gioia.pages import page_files

SOURCES = {name: file.read_text(encoding="utf-8") for name, file in page_files("gioia.report").items()}
TABLE = re.search(r"const WORDS = \{\n(.*?)\n\};", SOURCES["words.js"], re.DOTALL)[1]
KEYS = set(re.findall(r"^  (\w+): \[", TABLE, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(SOURCES))
def test_every_key_that_a_module_says_has_its_words(name):
    assert set(re.findall(r'say\("(\w+)"', SOURCES[name])) - KEYS == set()


def test_words_that_come_with_the_study_have_their_keys():
    assert {role for role in get_args(Role) if role} <= KEYS
    assert {f"{severity}{plural}" for severity in get_args(Severity) for plural in ("", "s")} <= KEYS


def test_no_words_are_left_that_nothing_says():
    others = "".join(source for name, source in SOURCES.items() if name != "words.js")
    steps = {"material", "process", "evidence", "triangulation", "trail", "checks", "power", "proof", "counter"}
    said = set(re.findall(r'"(\w+)"', others)) | steps | {"errors", "warnings", "infos"}
    assert KEYS - said == set()


def test_every_key_has_english_and_chinese():
    entries = re.findall(r"^  (\w+): \[(.*?)\],$", TABLE, re.MULTILINE | re.DOTALL)
    assert len(entries) == len(KEYS)
    for key, words in entries:
        english, chinese = re.findall(r'"((?:[^"\\]|\\.)*)"', words)
        assert english, key
        assert chinese, key
        forms = [sorted(re.findall(r"\{\d\}", form)) for form in (*english.split("|"), chinese)]
        assert all(form == forms[0] for form in forms)


def test_every_statement_of_study_yaml_has_a_chinese_name():
    schema = resources.files("gioia").joinpath("schemas", "study.schema.json").read_text(encoding="utf-8")
    table = re.search(r"const STATEMENTS = \{\n(.*?)\n\};", SOURCES["words.js"], re.DOTALL)[1]
    assert set(re.findall(r'(\w+): "', table)) == set(json.loads(schema)["$defs"]["statements"]["properties"])
