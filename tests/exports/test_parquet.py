"""Parquet, read back by a library of another origin than the one that wrote it."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import fastparquet
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import HOSTILE

from gioia.displays.display import Table
from gioia.errors import GioiaError
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.pipeline import all_displays, export


def read(table):
    return fastparquet.ParquetFile(io.BytesIO(write(table, "parquet")))


def counted(**more):
    frame = pd.DataFrame({"维": ["甲", "甲", "合计"], "数": [3, -4, -1]})
    return Table("t", "计数", frame, **({"number": 2, "merged": ("维",), "note": "注。", "totals": True} | more))


def test_the_rows_without_the_totals_are_read_back_with_their_kinds():
    frame = read(counted()).to_pandas()
    assert frame.to_dict("list") == {"维": ["甲", "甲"], "数": [3, -4]}
    assert frame["数"].dtype == "int64"


def test_what_describes_the_table_is_in_its_metadata():
    about = json.loads(read(counted()).key_value_metadata["gioia"])
    assert (about["caption"], about["note"]) == ("表2　计数", "注。")
    assert about == {key: value for key, value in json.loads(write(counted(), "json")).items() if key in about}


def test_a_table_without_rows_has_its_columns():
    frame = read(Table("t", "", pd.DataFrame({"a": [], "b": []}, dtype=str))).to_pandas()
    assert (list(frame), len(frame)) == (["a", "b"], 0)
    totals = pd.DataFrame({"a": ["合计"], "b": [0]})
    assert len(read(Table("t", "", totals, totals=True)).to_pandas()) == 0


def test_two_columns_of_one_name_have_two_names():
    frame = pd.DataFrame([["甲", 1]], columns=["阶段", "阶段"])
    assert list(read(Table("t", "", frame)).to_pandas()) == ["阶段", "阶段 (2)"]


def test_hostile_text_is_read_back_to_the_letter():
    frame = read(Table("t", HOSTILE[0], pd.DataFrame({"a": HOSTILE}))).to_pandas()
    assert list(frame["a"]) == [lines(text) for text in HOSTILE]


@settings(max_examples=40)
@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_is_read_back_and_gives_the_same_bytes_twice(texts):
    table = Table("t", "", pd.DataFrame({"a": texts}))
    assert list(read(table).to_pandas()["a"]) == [lines(text) for text in texts]
    assert write(table, "parquet") == write(table, "parquet")


def test_it_is_written_only_where_it_is_asked_for(clean, tmp_path):
    displays = all_displays(clean.load())[:1]
    assert not [path for path in export(displays, tmp_path / "all", None).written if path.suffix == ".parquet"]
    (path,) = export(displays, tmp_path / "asked", ["parquet"]).written
    assert path == tmp_path / "asked" / "tables" / f"{displays[0].key}.parquet"


def test_without_its_library_one_line_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "arro3.io", None)
    with pytest.raises(GioiaError) as raised:
        write(counted(), "parquet")
    assert raised.value.remedy == "install it: python -m pip install 'gioia[parquet]'"


def test_the_library_is_not_imported_before_it_is_used():
    code = "import sys, gioia.exports as e; e.writers(); print(*[name for name in sys.modules if name.startswith('arro3')])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"
