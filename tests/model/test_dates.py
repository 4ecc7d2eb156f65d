"""Dates of any precision are stretches of days, half-open."""

from __future__ import annotations

from datetime import date

import pytest

from gioia.model.dates import days, is_before, lasting
from gioia.model.records import Event, Stage, chronology, every_event


def shown(span):
    first, after = span
    return date.fromordinal(first).isoformat(), date.fromordinal(after).isoformat()


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2013", ("2013-01-01", "2014-01-01")),
        ("2013-12", ("2013-12-01", "2014-01-01")),
        ("2012-02", ("2012-02-01", "2012-03-01")),
        ("2013-12-31", ("2013-12-31", "2014-01-01")),
        ("2013-02-30", ("2013-02-28", "2013-03-01")),
    ],
)
def test_a_date_is_all_the_days_that_it_names(text, span):
    assert shown(days(text)) == span


@pytest.mark.parametrize("text", ["", "spring", "0000", "2013-13", "2013-1", "２０１３", "9999"])
def test_what_is_no_date_has_no_days_and_the_last_year_has(text):
    assert (days(text) is None) == (text != "9999")


def test_a_stretch_lasts_to_the_last_day_of_its_end():
    assert shown(lasting("2013-12", "2014-08")) == ("2013-12-01", "2014-09-01")
    assert shown(lasting("2014", "")) == shown(lasting("", "2014")) == ("2014-01-01", "2015-01-01")
    assert lasting("soon", "later") is None
    assert shown(lasting("2014-05", "2014-02")) == ("2014-05-01", "2014-06-01")


def test_dates_are_compared_as_far_as_both_are_precise():
    assert is_before("2013-12", "2014")
    assert not is_before("2014", "2014-08")
    assert not is_before("2014-08", "2014")
    assert not is_before("", "2014")


def test_a_chronology_is_in_order_of_time_and_tells_what_opens_each_dated_stage():
    stages = (Stage("b", "2014-08", opened_by="second opens"), Stage("c", opened_by="undated"), Stage("a", "2013"))
    events = (Event("late", "2014-08-03"), Event("early", "2013-05"), Event("year", "2014"), Event("none", "one day"))
    told = chronology(stages, events)
    assert [event.name for event in told] == ["early", "year", "second opens", "late"]
    assert (told[2].date, told[2].stage) == ("2014-08", "b")


def test_a_declared_event_that_opens_a_stage_belongs_to_it_unless_it_names_another():
    stages = (Stage("b", "2014-08", opened_by="opens"),)
    (bare,), (elsewhere,) = (chronology(stages, [Event("opens", "2014-08", stage=stage)]) for stage in ("", "a"))
    assert (bare.stage, elsewhere.stage) == ("b", "a")
    assert [event.stage for event in every_event(stages, [Event("opens", "")])] == ["b"]


def test_what_opens_a_stage_is_told_once_where_an_event_of_that_name_is_declared():
    event = Event("opens", "2014-08", codings=("c1",))
    assert [told.codings for told in chronology((Stage("b", "2014-08", opened_by="opens"),), (event,))] == [("c1",)]
