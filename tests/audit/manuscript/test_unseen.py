"""What no reader of a Markdown paper sees is none of its words: pictures, targets, addresses, comments and tags; all else keeps its place."""

from __future__ import annotations

from itertools import pairwise

import pytest
from garden_study import audited, paper, told
from hypothesis import given
from hypothesis import strategies as st

from gioia.audit.manuscript.unseen import blanked, unseen

PICTURE = "QmFzZTY0IGlzIG5vdCBwcm9zZSBybm9kZWwgQ2w0dnI5" * 500


def seen(text):
    return blanked(text, unseen(text)).split()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("看![园子](data:image/png;base64,iVBORw0KGgo=)。", "看 园子 。"),
        ("见[这里](https://example.org/a_b_c)。", "见 这里 。"),
        ('see [the page](pages/one.html "One") there', "see the page there"),
        ("[![shed](shed.png)](https://example.org/x)", "shed"),
        ("at https://example.org/a?b=2018, then", "at , then"),
        ("[1]: https://example.org 'title'", ""),
        ("甲<!-- 乙\n\n丙 -->丁", "甲 丁"),
        ('<p style="a">甲<b>乙</b></p>', "甲 乙"),
    ],
)
def test_what_is_not_seen_is_left_out(text, words):
    assert seen(text) == words.split()


@pytest.mark.parametrize(
    "text",
    [
        "“[他们](F2)浇水”",
        "p < 0.05 and q > 3",
        "a<br>b",
        "[^1]: 一条脚注。",
        "[甲]: 那年春天",
        "没有合上的 <!-- 注释",
        "[see] (Yin, 2018)",
    ],
)
def test_what_is_seen_stays(text):
    assert unseen(text) == ()


def test_a_picture_in_a_paper_adds_no_remark():
    words = "受访者说：“那年夏天地里全是碎砖，我们一筐一筐往外背。”"
    found = told(paper(f"{words}\n\n![](data:image/png;base64,{PICTURE})"))
    assert found == told(paper(words))


def test_a_quotation_around_tags_and_below_a_comment_keeps_its_line():
    text = paper(
        "<!--\n受访者说：“没有人这样说过，也没有人这样写过。”\n-->\n受访者说：“那年夏天<b>地里全是碎砖</b>，我们一筐一筐往外背。”"
    )
    found = audited(text)
    (one,) = [one for one in found.remarks if one.kind.startswith("quotation")]
    assert one.difference == "那年[-春-]{+夏+}天地里全是碎砖，我们一筐一筐往外背"
    assert text.split("\n")[found.manuscript.line_of(one.start) - 1].startswith("受访者说：“那年夏天")


@given(st.text(alphabet="<!->[]()ab:/. \n", max_size=60))
def test_spans_are_in_order_and_lines_stay(text):
    spans = unseen(text)
    assert all(first < last for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert [len(line) for line in blanked(text, spans).split("\n")] == [len(line) for line in text.split("\n")]
