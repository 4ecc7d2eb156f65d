"""What differs is shown with the marks that belong to the words, in pairs."""

from __future__ import annotations

import pytest

from gioia.audit.manuscript.differences import marked


@pytest.mark.parametrize(
    ("was", "now", "shown"),
    [
        ("老吴在院里办了‘百家饭’活动", "小丁在院里办了‘百家饭’活动", "[-老吴-]{+小丁+}在院里办了‘百家饭’活动"),
        ("院里办了‘百家饭’活动", "院里办了‘千家饭’活动", "院里办了[-‘百-]{+‘千+}家饭’活动"),
        (
            "we held the “long table” twice",
            "we held the “short table” twice",
            "we held the [-“long-]{+“short+} table” twice",
        ),
        ("“汤—饭”两吃", "汤—面”两吃", "汤[-饭-]{+面+}两吃"),
        ("the cooks’ own table", "the guests’ own table", "the [-cooks-]{+guests+} own table"),
    ],
)
def test_marks_are_shown_in_pairs(was, now, shown):
    assert marked(was, now) == shown


def test_of_a_part_the_study_is_shown_as_far_as_it_is_quoted():
    assert marked("and nobody had ever fed me so", "and nobody had fed", is_part=True) == "and nobody had [-ever-] fed"
