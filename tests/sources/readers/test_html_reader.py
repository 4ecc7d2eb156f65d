"""Web pages: their main text, one paragraph, heading, item or table row a line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import read_original

PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>乐纯</title><style>p {{}}</style>
<script>var a = "<p>no</p>";</script></head>
<body><nav><a href="/">首页</a></nav><header>页眉</header>
<h1>品牌故事</h1>
<p>我们从  二〇一三年
开始<b>做</b>酸奶 &amp; 奶酪。<br>后来搬了家。</p>
<ul><li>第一条<li>第二条<ul><li>里面</li></ul></ul>
<table><tr><th>年</th><th>事</th></tr><tr><td>2013</td><td><p>创立</p><p>三里屯</p></td></tr></table>
<pre>一  二
 三</pre><p hidden>藏</p><p style="display: none">藏</p><noscript>开</noscript>
<footer>版权</footer></body></html>"""
LINES = ["# 品牌故事", "我们从 二〇一三年 开始做酸奶 & 奶酪。", "后来搬了家。", "第一条", "第二条", "里面"]
LINES += ["年\t事", "2013\t创立 三里屯", "一  二", " 三"]


def text_of(page: str, encoding: str = "utf-8") -> str:
    (reading,) = read_original(page.encode(encoding), "页面.docx")
    assert reading.reader.startswith("html 3 (lxml ")
    return reading.text


def test_the_main_text_line_by_line():
    assert text_of(PAGE.format(charset="utf-8")).splitlines() == LINES


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("gb2312", "gb18030"), ("GBK", "gbk"), ("utf-8", "utf-16"), ("utf-8", "gb18030"), ("utf-8", "utf-8-sig")],
)
def test_the_declared_encoding_is_believed_where_it_fits(declared, encoding):
    assert text_of(PAGE.format(charset=declared), encoding).splitlines() == LINES


def test_one_article_that_holds_most_of_the_text_is_taken_alone():
    page = (
        f"<html><body><div>菜单</div><article><header>题</header><p>{'正文' * 40}</p></article><div>推荐</div></body>"
    )
    assert text_of(page) == f"题\n{'正文' * 40}\n"


def test_a_table_that_places_things_is_read_as_paragraphs():
    page = "<html><table><tr><td><p>左一</p><p>左二</p></td><td><table><tr><td>a</td><td>b</td></tr></table></td></tr></table>"
    assert text_of(page) == "左一\n左二\na\tb\n"


def test_cells_keep_their_columns_beside_merged_ones():
    page = "<table><tr><th colspan=2>over both<th>c</tr><tr><td rowspan=2>tall<td>b<td>c2</tr><tr><td>b3<td>c3</tr></table>"
    assert text_of(page) == "over both\t\tc\ntall\tb\tc2\n\tb3\tc3\n"


def test_a_transcript_in_a_table_is_a_turn_a_row():
    rows = [("问", "什么时候？"), ("答", "<p>春天。</p><p>三月吧。</p>"), ("问", "之后呢？")]
    page = "".join(f"<tr><td>{who}</td><td>{said}</td></tr>" for who, said in rows)
    assert text_of(f"<table>{page}</table>") == "问: 什么时候？\n答: 春天。 三月吧。\n问: 之后呢？\n"


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<a href="#fn1" class="footnote-ref" role="doc-noteref"><sup>1</sup></a>',
            '<ol><li id="fn1" role="doc-endnote"><p>Its note.<a href="#r" role="doc-backlink">↩</a></p></li></ol>',
        ),
        (
            '<a class="sdfootnoteanc" href="#s1sym"><sup>1</sup></a>',
            '<p><a class="sdfootnotesym" href="#s1anc">1</a>Its note.</p>',
        ),
        (
            '<sup><a href="#d1">1</a></sup>',
            '<aside epub:type="footnote" id="d1"><p><sup><a href="#c1">1</a></sup>Its note.</p></aside>',
        ),
    ],
)
def test_footnotes_are_marked_alike_whoever_wrote_the_page(mark, note):
    assert text_of(f"<html><p>A word{mark} more.</p>{note}") == "A word[1] more.\n[1] Its note.\n"


def test_what_is_left_out_is_remarked_where_it_is_much():
    page = f"<html><body><p>短</p><aside>{'旁边' * 30}</aside></body>"
    (reading,) = read_original(page.encode(), "a.html")
    assert reading.text == "短\n"
    assert "left out" in reading.remarks[0].message


HEAD = '<header><h1>The oven</h1><p class="byline">By A. Baker</p><p><time>3 May</time></p><nav>Home</nav></header>'
TITLE = ["# The oven", "By A. Baker", "3 May"]


@pytest.mark.parametrize(
    "page",
    [
        f"<body>{HEAD}<article><p>It is {'very ' * 30}hot.</p></article><footer>imprint</footer></body>",
        f"<body>{HEAD}<p>It is {'very ' * 30}hot.</p><footer>imprint</footer></body>",
        f"<body>{HEAD}<main><h1>The oven</h1><p>It is {'very ' * 30}hot.</p></main></body>",
        f"<body><nav>Home</nav>{HEAD[8:-9]}<article><p>It is {'very ' * 30}hot.</p></article></body>",
        f"<body>{HEAD.replace('<header>', '<header id=title-block-header>')}<h1>One</h1><p>It is {'very ' * 30}hot.</p>",
    ],
)
def test_headline_byline_and_date_belong_to_the_text_wherever_they_stand(page):
    lines = text_of(f"<html>{page}</html>").splitlines()
    assert lines[:3] == TITLE
    assert not {"Home", "imprint"} & set(lines)


def test_a_head_that_only_names_the_site_is_left_out():
    page = "<html><header><h1>The Daily Crumb</h1></header><h1>The oven</h1><p>It is hot.</p></html>"
    assert text_of(page) == "# The oven\nIt is hot.\n"


def test_what_frames_the_page_is_named_with_its_size():
    page = (
        f"<html><nav>Home News</nav><div class='cookie-banner'>We bake cookies</div><article><p>{'x' * 90}</p></article>"
        "<aside>See also</aside><footer>Imprint</footer><p hidden>secret</p></html>"
    )
    (reading,) = read_original(page.encode(), "a.html")
    assert reading.text == f"{'x' * 90}\n"
    (remark,) = reading.remarks
    others = "a cookie notice (13 characters), margins (7 characters), the page's foot (7 characters)"
    assert (remark.severity, remark.message) == (
        "info",
        f"left out of the page: menus (8 characters), {others}",
    )


def test_a_box_inside_an_article_is_text():
    page = f"<html><article><p>{'x' * 90}</p><aside>A box.</aside></article><aside>Margin.</aside></html>"
    assert text_of(page) == f"{'x' * 90}\nA box.\n"


def test_the_reading_above_a_word_is_left_out_with_a_remark():
    page = "<html><p>我们<ruby>共享<rp>(</rp><rt>gòng xiǎng</rt><rp>)</rp></ruby>书。</p></html>"
    (reading,) = read_original(page.encode(), "a.html")
    assert reading.text == "我们共享书。\n"
    assert "the readings above 1 word (ruby) were left out" in reading.remarks[0].message


def test_a_page_in_xml_with_a_declaration():
    xhtml = '<?xml version="1.0" encoding="gb2312"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>正文</p></body></html>'
    assert text_of(xhtml, "gbk") == "正文\n"


def test_entity_bombs_and_deep_nesting_do_not_swell():
    bomb = (
        '<!DOCTYPE html [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><html><p>文&b;&b;</p></html>'
    )
    assert len(text_of(bomb)) < 200
    assert text_of("<html>" + "<div>" * 1500 + "深") == "深\n"
    with pytest.raises(GioiaError, match="nested too deeply"):
        text_of("<html>" + "<div>" * 5000 + "深")
    assert len(text_of(f"<html><p>{'长' * 4_000_000}</p>")) == 4_000_001


def test_much_white_space_before_the_first_word_takes_no_time():
    assert text_of("<html><pre>" + " " * 300_000 + "\n文</pre>") == "文\n"


def test_entities_that_a_page_declares_stay_names_and_their_declaration_is_no_text():
    page = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY 甲 SYSTEM "file:///etc/hosts">]><html><p>文&甲;</p></html>'
    assert text_of(page) == "文&甲;\n"


def test_a_page_without_words_is_refused():
    with pytest.raises(GioiaError, match=r"a web page \(HTML\) without any text"):
        read_original(b"<html><script>a</script></html>", "a.html")


@given(st.data())
@settings(max_examples=150)
def test_a_cut_or_altered_page_is_read_or_refused(data):
    raw = bytearray(PAGE.format(charset="gbk").encode(data.draw(st.sampled_from(["utf-8", "gbk", "utf-16"]))))
    for _ in range(data.draw(st.integers(0, 12))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    try:
        readings = read_original(bytes(raw[: data.draw(st.integers(0, len(raw)))]), "a.html")
    except GioiaError:
        return
    assert all(reading.text.strip() and "\0" not in reading.text for reading in readings)
