"""The chronology: what happened when, and the passages that it rests on."""

from __future__ import annotations

from msgspec import structs
from table_studies import bakery

from gioia.displays.captions import date_text, dates_text, stage_dates
from gioia.displays.chronology import chronology_frame, chronology_table
from gioia.displays.tables import tables
from gioia.displays.typesetting import width, wrap
from gioia.model.records import Event, Model, Stage

EVENTS = (
    Event("拜师", "2009-03", end="2010", codings=("a2", "a1", "a1", "lost"), about="在邻镇"),
    Event("扩店装修", "2012-05-01", stage="扩店", sources=("G1", "F1")),
)
STAGES = (Stage("开店", "2010", "2012", opened_by="盘下铺子"), Stage("扩店", "2012"))


def told(language="zh"):
    return bakery(language, stages=STAGES, model=Model(events=EVENTS))


def test_an_event_has_a_row_for_each_of_its_codings_and_one_where_it_has_none():
    frame = chronology_frame(told())
    assert list(frame["event"]) == ["拜师", "拜师", "盘下铺子", "扩店装修"]
    assert list(frame["coding"]) == ["a2", "a1", "", ""]
    assert list(frame["sources"]) == ["G1;F1", "G1;F1", "", "G1;F1"]


def test_the_table_prints_dates_stages_sources_and_evidence():
    table = chronology_table(told(), 7)
    assert (table.key, table.title) == ("table-7-chronology", "大事记")
    assert list(table.frame.columns) == ["时间", "事件", "阶段", "数据来源", "典型证据"]
    assert table.frame.iloc[0].tolist() == ["2009.03—2010", "拜师：在邻镇", "", "G1、F1", "她拜师学艺（G1）"]
    assert table.frame.iloc[2].tolist() == ["2010", "盘下铺子", "开店", "", ""]
    assert table.merged == ("时间", "事件", "阶段", "数据来源")


def test_an_english_one_prints_months_as_words():
    table = chronology_table(told("en"), 7)
    assert table.frame.iloc[0, 0] == "Mar\u00a02009\u00a0– 2010"
    assert table.frame.iloc[0, 1] == "拜师: 在邻镇"
    assert table.frame.iloc[3, 0] == "1\u00a0May\u00a02012"


def test_dates_are_printed_in_the_language_of_the_study():
    assert (date_text("2013-12-01", "zh"), date_text("2013-12-01", "en")) == ("2013.12.01", "1\u00a0Dec\u00a02013")
    assert (date_text("", "en"), date_text("soon", "en")) == ("", "soon")
    assert dates_text("", "2014", "en") == "2014"
    assert stage_dates(Stage("a", "2013-12", "2014-08"), "zh") == "2013.12—2014.08"
    assert stage_dates(Stage("a", "2013-12"), "en") == "since Dec\u00a02013"


def test_no_line_ends_within_an_english_date_or_before_the_dash_between_two():
    text = dates_text("2013-12-01", "2014-08", "en")
    assert wrap(text, width("1 Dec 2013 –", 8), 8) == ("1\u00a0Dec\u00a02013\u00a0–", "Aug\u00a02014")


def test_it_is_the_last_of_the_tables_numbered_in_the_order_of_print_and_only_where_anything_has_a_date():
    keys = [table.key for table in tables(told())]
    assert keys[-1] == f"table-{len(keys)}-chronology"
    assert not any("chronology" in table.key for table in tables(bakery()))


def test_a_study_without_events_has_an_empty_frame_of_the_same_columns():
    assert list(chronology_frame(bakery()).columns) == list(chronology_frame(told()).columns)
    assert len(chronology_frame(structs.replace(told(), stages=(), model=Model()))) == 0
