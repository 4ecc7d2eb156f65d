"""The dates that a passage gives in words."""

from __future__ import annotations

import pytest

from gioia.audit.dates_told import dates_told, may_agree


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2014年9月有人来，2015年末走", ["2014-09", "2015"]),
        ("2015年2月一轮，同年9月又一轮，次年一月", ["2015-02", "2015-09", "2016"]),
        ("2016年4月3日", ["2016-04-03"]),
        ("同年9月", []),
        ("on 3 September 2014, in Oct 2015 and since 2016", ["2014-09-03", "2015-10", "2016"]),
        ("2014-09 to 2015-01-31", ["2014-09", "2015-01-31"]),
        ("Sept. 2014, June 2015", ["2014-09", "2015-06"]),
        ("12016年 and 20145 boxes", []),
        ("our market 2015, the mayor 2016, marketing 2017", []),
        ("in 2000 stores, by 1900 people, of 2010", ["2010"]),
    ],
)
def test_dates_in_the_words_of_both_languages(text, dates):
    assert dates_told(text) == dates


def test_dates_agree_as_far_as_they_are_precise():
    assert may_agree("2014", "2014-09")
    assert may_agree("2014-09-03", "2014-09")
    assert not may_agree("2014-10", "2014-09")
    assert may_agree("2014-10", "2014-09", "2015")
