"""The timeline: true proportions, every date of any precision, and labels that lie on nothing."""

from __future__ import annotations

import pytest
from geometry import assert_tidy
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec import structs
from small_studies import histories, study, tea

from gioia.displays.figures import figures
from gioia.displays.time_axis import Axis, ticks
from gioia.displays.timeline import LEAST_WIDTH, has_dates, timeline_graph, timeline_scene
from gioia.displays.typesetting import width as width_of
from gioia.model.dates import days
from gioia.model.records import Event, Model, Stage
from gioia.sources.register import Source


def told(*events, stages=(), sources=(), language="zh"):
    return study({}, stages=stages, sources=sources, model=Model(events=events), language=language)


def _box(scene, name):
    return next(box for box in scene.boxes if box.name == name)


def _texts(scene):
    return [text.text.replace("\u00a0", " ") for text in scene.texts]


@settings(max_examples=200)
@given(histories(), st.sampled_from([60, 238, 493]))
def test_whatever_the_dates_labels_lie_on_nothing(any_study, width):
    assume(has_dates(any_study))
    scene = timeline_scene(any_study, width)
    assert scene.width == max(width, LEAST_WIDTH)
    assert_tidy(scene)
    assert scene == timeline_scene(any_study, width)


def test_stages_are_as_long_as_they_lasted():
    stages = Stage("short", "2000", "2001"), Stage("long", "2002", "2005")
    scene = timeline_scene(told(stages=stages))
    short, long = (_box(scene, name) for name in ("short", "long"))
    assert long.width / short.width == pytest.approx(4 / 2, rel=0.01)
    assert long.x == pytest.approx(short.x + short.width)


def test_a_gap_between_stages_stays_open():
    scene = timeline_scene(told(stages=(Stage("a", "2000", "2001"), Stage("b", "2004", "2005"))))
    before, after = _box(scene, "a"), _box(scene, "b")
    assert after.x - before.x - before.width == pytest.approx(before.width, rel=0.01)


def test_stages_that_meet_in_a_month_meet_where_the_later_one_starts():
    scene = timeline_scene(told(stages=(Stage("a", "2000-01", "2001-06"), Stage("b", "2001-06", "2002"))))
    before, after = _box(scene, "a"), _box(scene, "b")
    assert before.x + before.width == pytest.approx(after.x)
    assert before.y == after.y


def test_stages_that_overlap_stand_in_rows_of_their_own():
    scene = timeline_scene(told(stages=(Stage("a", "2000", "2003"), Stage("b", "2002", "2005"))))
    assert _box(scene, "a").y < _box(scene, "b").y


def test_a_stage_without_an_end_goes_on_with_an_arrow():
    scene = timeline_scene(tea())
    (arrow,) = (connector for connector in scene.connectors if connector.head)
    assert arrow.source == "stage:1"


def test_an_event_is_a_mark_in_the_middle_of_its_month_with_its_date_on_a_flag():
    scene = timeline_scene(told(Event("opens", "2001-07"), stages=(Stage("a", "2001", "2004"),)))
    mark, stage = _box(scene, "opens"), _box(scene, "a")
    share = (mark.x + mark.width / 2 - stage.x) / stage.width
    assert share == pytest.approx((181 + 31 / 2) / (4 * 365 + 1))
    assert {"2001.07", "opens"} <= set(_texts(scene))


def test_an_event_of_which_only_the_year_is_known_is_a_dashed_bar_of_that_year_and_dashes_are_explained():
    scene = timeline_scene(told(Event("a", "2001"), Event("b", "2001-03-01"), Event("c", "2004")))
    bar = _box(scene, "a")
    assert bar.role == "empty"
    assert bar.width == pytest.approx((scene.width - 10) / 4, rel=0.01)
    assert "时间只到年" in _texts(scene)


def test_an_event_that_lasts_is_a_full_bar():
    scene = timeline_scene(told(Event("a", "2001", end="2002"), Event("b", "2004-02")))
    assert _box(scene, "a").role == "event"
    assert not any("时间只到" in text for text in _texts(scene))


def test_events_that_would_touch_share_a_flag_and_tell_each_date_once():
    events = Event("a", "2001-05-02"), Event("b", "2001-05-02"), Event("c", "2001-05-03"), Event("z", "2009-01-01")
    scene = timeline_scene(told(*events, language="en"))
    assert _box(scene, "a / b / c").role == "mark"
    assert [text for text in _texts(scene) if "May" in text] == ["2 May 2001", "3 May 2001"]


def test_sources_stand_below_by_their_dates():
    sources = Source("F1", "Interviews", date="2001-02", end="2001-04"), Source("G1", "Site")
    scene = timeline_scene(told(Event("a", "2001-01-05"), sources=sources, language="en"))
    assert _box(scene, "F1").y > _box(scene, "a").y
    assert "G1" not in [box.name for box in scene.boxes]
    assert "Source" in _texts(scene)


def test_marks_on_the_axis_are_whole_years_months_or_days():
    def labels(first, after, room=480.0, language="zh"):
        return [
            tick.text.replace("\u00a0", " ")
            for tick in ticks(Axis(days(first)[0], days(after)[1], 5.0, room), language)
        ]

    assert labels("2000", "2008") == [str(year) for year in range(2001, 2009)]
    assert labels("1900", "1999", 180.0) == ["1920", "1940", "1960", "1980"]
    assert labels("2013-12", "2014-04", language="en") == ["Jan 2014", "Feb 2014", "Mar 2014", "Apr 2014"]
    assert labels("2014-02-03", "2014-02-05") == ["2014.02.04", "2014.02.05"]
    assert labels("0001", "9999", 200.0) == ["2000", "4000", "6000", "8000"]


def test_the_timeline_is_the_last_figure_and_only_where_anything_has_a_date():
    assert figures(tea())[-1].key == "figure-5-timeline"
    undated = structs.replace(tea(), stages=tuple(Stage(stage.name) for stage in tea().stages))
    assert "timeline" not in figures(undated)[-1].key


def test_the_graph_joins_events_to_their_stages_and_sources():
    stages = Stage("a", "2000", "2001", "opens"), Stage("b", "2001")
    event = Event("loan", "2001-05", stage="b", sources=("G1", "F1"))
    graph = timeline_graph(told(event, stages=stages, sources=(Source("G1", date="2003"), Source("F1"))))
    assert list(graph.edges) == [
        ("stage:a", "stage:b"),
        ("event:opens", "stage:a"),
        ("event:loan", "stage:b"),
        ("event:loan", "source:G1"),
    ]
    assert graph.nodes["event:loan"] == {"level": "event", "name": "loan", "date": "2001-05", "end": ""}


def _reach(scene, text):
    line = next(one for one in scene.texts if one.text.replace("\u00a0", " ") == text)
    return line.x, line.x + width_of(line.text, line.size)


def test_the_flag_of_the_last_event_hangs_in_its_stage_which_goes_on_to_the_edge():
    stages = Stage("one", "2001", "2008"), Stage("two", "2008")
    scene = timeline_scene(told(Event("The second shop opens", "2008-11-03"), stages=stages, language="en"), 238)
    last = scene.bands[-1] if len(scene.bands) > 1 else _box(scene, "two")
    begin, end = _reach(scene, "3 Nov 2008")
    assert _box(scene, "two").x <= begin
    assert end <= scene.width - 5
    axis = next(one for one in scene.connectors if one.stroke == "solid")
    assert axis.points[-1][0] == pytest.approx(scene.width - 5, abs=1)
    assert last.x < begin


def test_a_flag_is_set_narrower_where_it_would_reach_into_the_next_stage():
    stages = Stage("one", "2001", "2004"), Stage("two", "2005", "2008")
    scene = timeline_scene(told(Event("a long story about a lease", "2004-02-01"), stages=stages, language="en"))
    end = max(_reach(scene, line.text)[1] for line in scene.texts if line.text in {"a long story", "about a lease"})
    assert end <= _box(scene, "two").x


def test_dashes_are_explained_by_what_the_dates_lack():
    month = timeline_scene(told(Event("a", "2001-03"), Event("b", "2001-05-20"), language="en"))
    assert "dated by the month only" in _texts(month)
    both = timeline_scene(told(Event("a", "2001-03"), Event("c", "2001"), language="en"))
    assert "dated by the year or month only" in _texts(both)
    day = timeline_scene(told(Event("a", "2001-03-01"), Event("b", "2001-03-04"), language="en"))
    assert not any("dated by" in text for text in _texts(day))
