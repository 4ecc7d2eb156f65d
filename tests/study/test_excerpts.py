"""Short forms and translations: what people write beside the codings, and what is wrong with it."""

from __future__ import annotations

import pytest

SHORT = "excerpts:\n  - coding: c01\n    shown: 头一个月……值班。\n"
ENGLISH = 'by: Li Wei\nexcerpts:\n  - coding: c01\n    original: 头一个月我们轮流值班。\n    translation: "In turns."\n'


def told(clean):
    """Return the findings but for TR11: that the other excerpts have no translation."""
    return [found for found in clean.findings() if found.rule != "TR11"]


BOTH = pytest.mark.parametrize(
    ("file", "content", "line"), [("excerpts.yaml", SHORT, 2), ("translations/en.yaml", ENGLISH, 3)]
)


def test_a_study_without_these_files_has_none(clean):
    assert clean.load().shortened == clean.load().translations == ()


def test_a_short_form_is_read_with_its_place(clean):
    clean.write("excerpts.yaml", SHORT)
    (one,) = clean.load().shortened
    assert (one.coding, one.shown, one.place.line) == ("c01", "头一个月……值班。", 2)
    assert clean.findings() == []


def test_a_translation_is_read_with_its_language_and_translator(clean):
    clean.write("translations/en.yaml", ENGLISH)
    clean.write("translations/fr.yaml", ENGLISH.replace('translation: "In turns."', "by: Zoé"))
    english, french = clean.load().translations
    assert (english.language, english.text, english.by) == ("en", "In turns.", "Li Wei")
    assert (french.language, french.text, french.by) == ("fr", "", "Zoé")
    assert told(clean) == []


@BOTH
def test_an_id_that_no_coding_has_is_a_remark_with_the_nearest(clean, file, content, line):
    clean.write(file, content.replace("c01", "c011"))
    (found,) = told(clean)
    assert (found.rule, found.severity, str(found.place)) == ("NA1", "warning", f"clean/{file}:{line}:")
    assert "did you mean 'c01'?" in found.remedy


@BOTH
def test_a_coding_stands_once(clean, file, content, line):
    entry = content[content.index("  - coding") :]
    clean.write(file, content + entry)
    (found,) = told(clean)
    assert (found.rule, found.subject, found.place.line) == ("NA2", "c01", line + entry.count("\n"))
    assert found.remedy == "delete one of the two"


@BOTH
def test_a_misspelt_key_is_told(clean, file, content, line):
    clean.write(file, content.replace("coding:", "codign:"))
    assert {(found.rule, found.place.line) for found in clean.findings()} == {("FI5", line)}


@BOTH
def test_what_is_no_yaml_is_told_and_nothing_else_breaks(clean, file, content, line):
    clean.write(file, content + "\t- broken\n")
    (found,) = clean.findings()
    assert (found.rule, found.place.path, found.place.line > line) == ("FI2", f"clean/{file}", True)
    assert len(clean.load().codings) > 0
