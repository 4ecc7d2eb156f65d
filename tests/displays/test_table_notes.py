"""The note of a table refers to another by number, and can name it instead."""

from __future__ import annotations

import pandas as pd

from gioia.displays.display import Table
from gioia.displays.notes import Piece, pieces
from gioia.displays.tables import tables


def note(text, language="zh"):
    mentions = ((1, "街坊的来信" if language == "zh" else "Letters"),)
    return pieces(Table("table-2-x", "", pd.DataFrame(), language=language, note=text, mentions=mentions))


def test_a_table_that_is_mentioned_is_a_reference_with_its_caption_instead():
    assert note("编码见表1，字母在前。") == [
        Piece("编码见"),
        Piece("表1", 1, "“街坊的来信”表"),
        Piece("，字母在前。"),
    ]
    assert note("Codes as in Table 1", "en") == [
        Piece("Codes as in "),
        Piece("Table 1", 1, "the table “Letters”"),
    ]


def test_a_number_of_no_table_that_is_mentioned_is_text():
    assert note("见表9。") == [Piece("见表9。")]
    assert note("") == []


def test_the_evidence_mentions_the_table_of_sources_by_its_caption(clean):
    sources, evidence, *_ = tables(clean.load())
    assert [(piece.number, piece.instead) for piece in pieces(evidence) if piece.number] == [
        (sources.number, f"“{sources.title}”表")
    ]
