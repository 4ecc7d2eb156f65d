"""JSON of a table: what its schema says, records without the totals, a key for every column."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import jsonschema
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_studies import HOSTILE, study

from gioia.displays.display import Table
from gioia.displays.tables import tables
from gioia.exports import write
from gioia.exports._characters import lines
from gioia.study import load_study

LECHUN = Path(__file__).resolve().parents[2] / "corpora" / "lechun"
SCHEMA = json.loads(
    (resources.files("gioia") / "schemas" / "exports" / "table.schema.json").read_text(encoding="utf-8")
)


def data(table):
    return json.loads(write(table, "json"))


def counted(**more):
    frame = pd.DataFrame({"维": ["甲", "甲", "合计"], "数": [3, 4, 7]})
    return Table("t", "计数", frame, **({"number": 2, "merged": ("维",), "note": "注。", "totals": True} | more))


def test_a_table_is_what_describes_it_its_records_and_its_totals():
    assert data(counted()) == {
        "table": "t",
        "number": 2,
        "caption": "表2　计数",
        "title": "计数",
        "note": "注。",
        "language": "zh",
        "columns": [
            {"key": "维", "name": "维", "type": "string", "merged": True},
            {"key": "数", "name": "数", "type": "integer", "merged": False},
        ],
        "records": [{"维": "甲", "数": 3}, {"维": "甲", "数": 4}],
        "totals": {"维": "合计", "数": 7},
    }


def test_without_totals_every_row_is_a_record():
    read = data(counted(totals=False))
    assert (len(read["records"]), read["totals"]) == (3, None)


def test_two_columns_of_one_name_have_two_keys():
    frame = pd.DataFrame([["甲", 1, 2, 3]], columns=["阶段", "阶段", "阶段 (2)", "阶段"])
    read = data(Table("t", "", frame, merged=("阶段",)))
    assert [column["key"] for column in read["columns"]] == ["阶段", "阶段 (2)", "阶段 (2) (2)", "阶段 (3)"]
    assert [column["merged"] for column in read["columns"]] == [True, False, False, False]
    assert read["records"] == [{"阶段": "甲", "阶段 (2)": 1, "阶段 (2) (2)": 2, "阶段 (3)": 3}]


@pytest.mark.parametrize(
    "any_study",
    [
        load_study(LECHUN)[0],
        study({}),
        study({name: {f"{name}题": [f"{name}念"]} for name in HOSTILE}, staged={f"{name}念": name for name in HOSTILE}),
    ],
    ids=["lechun", "empty", "hostile"],
)
def test_every_table_holds_against_the_schema_and_its_totals_are_its_sums(any_study):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for table in tables(any_study):
        read = data(table)
        validator.validate(read)
        assert table.totals == (read["totals"] is not None)
        # Frequencies have subtotals among their rows, and sources are counted once for each of them.
        parts = [record for record in read["records"] if "小计" not in record.values()]
        for column in read["columns"] if read["totals"] else ():
            key = column["key"]
            if column["type"] == "integer" and key != "来源数":
                assert sum(record[key] for record in parts) == read["totals"][key]


def test_the_schema_refuses_what_is_wrong():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for wrong in ({"records": [{"a": None}]}, {"totals": []}, {"columns": [{"key": "a"}]}, {"more": 1}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(data(counted()) | wrong, SCHEMA)


@given(st.text(), st.text())
def test_any_text_is_read_back(text, name):
    read = data(Table("t", text, pd.DataFrame({name: [text]}), note=text))
    assert (read["note"], read["records"]) == (lines(text), [{lines(name): lines(text)}])
