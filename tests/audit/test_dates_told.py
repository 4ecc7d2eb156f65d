"""The dates that a passage gives in words."""

from __future__ import annotations

import pytest

from gioia.audit.dates_told import dates_told, may_agree


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("2014年9月有人来，2015年末走", ["2014-09", "2015"]),
        ("2015年2月一轮，同年9月又一轮，次年一月", ["2015-02", "2015-09", "2016-01"]),
        ("2016年4月3日", ["2016-04-03"]),
        ("同年9月", []),
        ("on 3 September 2014, in Oct 2015 and since 2016", ["2014-09-03", "2015-10", "2016"]),
        ("2014-09 to 2015-01-31", ["2014-09/2015-01-31"]),
        ("Sept. 2014, June 2015", ["2014-09", "2015-06"]),
        ("12016年 and 20145 boxes", []),
        ("our market 2015, the mayor 2016, marketing 2017", []),
        ("in 2000 stores, by 1900 people, of 2010", ["2010"]),
        ("2015年2月，翌年三月", ["2015-02", "2016-03"]),
        ("２０１４年９月，２０１５．０３", ["2014-09", "2015-03"]),
        ("二〇一四年九月，一九九八年十二月三十一日，二零二二年", ["2014-09", "1998-12-31", "2022"]),
        ("二〇一四年二十三号文件，二十年后的三月", ["2014"]),
        ("于2014-09-03开门", ["2014-09-03"]),
    ],
)
def test_dates_in_the_words_of_both_languages(text, dates):
    assert dates_told(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("from 2014 to 2016", ["2014/2016"]),
        ("between 2014 and 2016, in 2017 and 2018", ["2014/2016", "2017"]),
        ("during 2014–2016", ["2014/2016"]),
        ("since 2014 until 2016", ["2014/2016"]),
        ("from 2000 to 2010 stores", []),
        ("from 2016 to 2014", []),
        ("from September 2014 to May 2015", ["2014-09/2015-05"]),
        ("2014年至2016年", ["2014/2016"]),
        ("2014—2016年", ["2014/2016"]),
        ("2014年9月至11月", ["2014-09/2014-11"]),
        ("2014.05-2015.03", ["2014-05/2015-03"]),
        ("2016年至2014年", ["2016", "2014"]),
    ],
)
def test_a_stretch_of_time_is_told_as_one(text, dates):
    assert dates_told(text) == dates


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("at 2001.10.10.10", []),
        ("v2014.05.06.07, v2014.05, V2014-05", []),
        ("3.2014.05", []),
        ("2014.05.06。2015", ["2014-05-06"]),
        ("2014年2月31日", ["2014-02"]),
        ("2月31日", []),
        ("2014-02-29, 2016-02-29", ["2014-02", "2016-02-29"]),
    ],
)
def test_addresses_versions_and_days_that_no_month_has_are_no_dates(text, dates):
    assert dates_told(text) == dates


def test_dates_agree_as_far_as_they_are_precise():
    assert may_agree("2014", "2014-09")
    assert may_agree("2014-09-03", "2014-09")
    assert not may_agree("2014-10", "2014-09")
    assert may_agree("2014-10", "2014-09", "2015")
    assert may_agree("2014/2016", "2015-03")
    assert may_agree("2014/2016", "2016-09", "2018")
    assert not may_agree("2014/2016", "2017", "2018")
    assert not may_agree("2014/2016", "2012", "2013")
