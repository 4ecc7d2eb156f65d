"""A Word file that somebody marked is read as Word and LibreOffice write it: comments, replies, highlights."""

from __future__ import annotations

import io
import zipfile

import pytest
from word_files import p, package, r, tbl

from gioia.codings.marks import Mark
from gioia.errors import GioiaError
from gioia.findings import Place
from gioia.interchange.marked_docx import read

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def start(number):
    return f'<w:commentRangeStart w:id="{number}"/>'


def end(number):
    return f'<w:commentRangeEnd w:id="{number}"/><w:r><w:commentReference w:id="{number}"/></w:r>'


def comment(number, text, author="甲", paragraph=""):
    lines = "".join(f'<w:p xmlns:w14="{W14}" w14:paraId="{paragraph}">{r(line)}</w:p>' for line in text.split("\n"))
    return f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-03-01T10:00:00Z">{lines}</w:comment>'


def marked(text, mark):
    return f'<w:r><w:rPr>{mark}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def highlighted(text, colour="yellow"):
    return marked(text, f'<w:highlight w:val="{colour}"/>')


def words(found):
    return [found.text[one.start : one.end] for one in found.marks]


def paragraph(*inner):
    return f"<w:p>{''.join(inner)}</w:p>"


def test_a_comment_stands_on_its_words():
    found = read(
        package(paragraph(r("我们"), start(4), r("先试"), end(4), r("再说")), comments=comment(4, "试喝\n阶段：起步")),
        "a.docx",
    )
    assert found.text == "我们先试再说"
    assert found.marks == (Mark(Place("a.docx", 1), 2, 4, "甲", "试喝\n阶段：起步", time="2026-03-01T10:00:00Z"),)


def test_comments_overlap_nest_and_run_over_paragraphs_and_tables():
    body = (
        paragraph(start(0), r("一二"), start(1), r("三"))
        + tbl([paragraph(r("四"), end(0))])
        + start(2) + paragraph(r("五"), end(1), r("六")) + end(2)
    )  # fmt: skip
    found = read(package(body, comments=comment(0, "a") + comment(1, "b") + comment(2, "c")), "a.docx")
    assert [one.strip() for one in words(found)] == ["一二三\n四", "三\n四\n五", "五六"]


def test_a_comment_at_a_point_marks_no_words():
    found = read(
        package(paragraph(r("一二"), '<w:r><w:commentReference w:id="0"/></w:r>'), comments=comment(0, "a")), "a.docx"
    )
    assert words(found) == [""]


def test_deleted_text_is_not_there_and_inserted_text_is():
    body = paragraph(start(0), r("一"), f"<w:del>{r('二')}</w:del><w:ins>{r('三')}</w:ins>", end(0))
    assert words(read(package(body, comments=comment(0, "a")), "a.docx")) == ["一三"]


def test_a_highlight_is_a_mark_and_one_under_a_comment_is_the_comments():
    body = paragraph(
        highlighted("一"),
        highlighted("二"),
        r("三"),
        start(0),
        highlighted("四", "green"),
        end(0),
        marked("五", '<w:shd w:fill="FF00FF"/>'),
    )
    found = read(package(body, comments=comment(0, "a")), "a.docx")
    assert [(found.text[one.start : one.end], one.colour, one.note) for one in found.marks] == [
        ("四", "", "a"), ("一二", "yellow", ""), ("五", "FF00FF", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "lit", "after", "own"), [("", "一二三", "四五", 0), ("一", "二三", "四", 0), ("一二", "三", "四", 1)]
)
def test_a_few_highlighted_words_within_a_long_commented_passage_are_a_mark_of_their_own(before, lit, after, own):
    body = paragraph(start(0), r(before), highlighted(lit), r(after), end(0))
    found = read(package(body, comments=comment(0, "a")), "a.docx")
    assert words(found) == [before + lit + after, *[lit] * own]


def test_no_colour_is_no_highlight():
    body = paragraph(highlighted("一", "none"), marked("二", '<w:shd w:val="clear" w:fill="auto"/>'))
    assert read(package(body), "a.docx").marks == ()


def test_a_reply_belongs_to_the_comment_that_it_answers():
    inner = comment(0, "试喝", paragraph="0A") + comment(1, "同意", "乙", "0B") + comment(2, "我也是", "丙", "0C")
    raw = package(paragraph(start(0), r("一"), end(0)), comments=inner, commentsExtended="")
    extended = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0A" w15:done="1"/>'
        '<w15:commentEx w15:paraId="0B" w15:paraIdParent="0A"/><w15:commentEx w15:paraId="0C" w15:paraIdParent="0B"/></w15:commentsEx>'
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, extended if name == "word/commentsExtended.xml" else old.read(name))
    (one,) = read(stream.getvalue(), "a.docx").marks
    assert (one.note, one.replies) == ("试喝", ("乙: 同意", "丙: 我也是"))


@pytest.mark.parametrize("raw", [b"", b"PK\x03\x04rubbish", b"\xd0\xcf\x11\xe0" + b"\0" * 600])
def test_what_is_no_word_file_is_refused_in_one_line(raw):
    with pytest.raises(GioiaError, match=r"^a\.docx: "):
        read(raw, "a.docx")


def test_what_it_carries_is_taken_only_from_a_part_of_ours():
    body = p("一")
    assert read(package(body, customXml="<a/>"), "a.docx").known == ()
