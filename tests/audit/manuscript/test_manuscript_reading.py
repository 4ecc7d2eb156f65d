"""A paper in each format becomes one text with parts that cover it, and tables whose cells are where they are said to be."""

from __future__ import annotations

import io
from itertools import pairwise

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from gioia.audit.manuscript.reading import manuscript_in
from gioia.errors import GioiaError

MARKDOWN = """# 社区菜园怎样留住人

**摘要**：本文研究一处菜园。

**关键词**：菜园；邻里

## 一、引言

菜园在楼后面。

> 大家轮着浇水。（F1）

表1 证据

| 主题 | 引文 |
|------|------|
| 轮值 | 大家轮着浇水（F1） |
| 分享 |  |

## 参考文献

王某（2020）。
"""

PAGE = """ 社区菜园怎样留住人

□ 甲乙

　　摘　要：本文研究一处菜园，看它怎样留住住在附近的人。

关键词：菜园；邻里

 一、引言

菜园在楼后面，起初只有三户人家来种，后来

来的人多了，大家商量着分地，也商量着轮流

浇水，谁有空谁就来，来了就有活可做，做完

各自回去。

（一）轮值

轮值表贴在门口，谁都看得见，也谁都改得动，

 图１　菜园的平面

改过的人要在旁边写上名字和日期才算数，没

有写的就不作数，这是大家商量定的，定了以

后就一直照着做，没有人反对过这一条规定。

表１　证据

主题 引文

轮值 大家轮着浇水 （Ｆ１）

 续表

主题 引文

分享 多的送人 （Ｆ１）

二、结论

菜园留住了人，也留住了人和人之间的往来，

这一点是起初没有想到的，后来才看清楚了。
"""

LATEX = r"""\documentclass{article}
\title{Growing together}
\begin{document}
\begin{abstract}
A garden. % not seen
\end{abstract}
\section{Findings}
Ada said: ``we water `in turn' here'' (F1) \citep{yin2018}. It's \emph{Taking turns} --- 50\% more\ldots
\begin{quote}
Nobody planned it. (F2)
\end{quote}
\begin{table}
\caption{Evidence}
\begin{tabular}{ll}
Theme & Quotation \\ \hline
\textbf{Turns} & ``we water'' (F1) \\
\end{tabular}
\end{table}
\end{document}
"""


def kinds(manuscript):
    return [part.kind for part in manuscript.parts]


def words(manuscript, kind):
    return [manuscript.text[part.start : part.stop].strip() for part in manuscript.parts if part.kind == kind]


def assert_whole(manuscript):
    """The parts cover the text without gap, and every cell is at its place."""
    assert manuscript.parts[0].start == 0
    assert manuscript.parts[-1].stop == len(manuscript.text)
    assert all(one.stop == other.start for one, other in pairwise(manuscript.parts))
    for table in manuscript.tables:
        for cell in (cell for row in table.cells for cell in row):
            assert " ".join(manuscript.text[cell.start : cell.stop].split()) == cell.text


def test_markdown_keeps_its_text_and_lines():
    manuscript = manuscript_in(MARKDOWN.encode(), "paper.md")
    assert_whole(manuscript)
    assert manuscript.text == MARKDOWN
    assert kinds(manuscript) == [
        *("title", "abstract", "keywords", "heading", "prose", "prose", "caption", "table", "heading", "references")
    ]
    assert [part.quoted for part in manuscript.parts if part.kind == "prose"] == [False, True]
    (table,) = manuscript.tables
    assert table.caption == "表1 证据"
    assert table.rows == (("主题", "引文"), ("轮值", "大家轮着浇水（F1）"), ("分享", ""))
    assert manuscript.line_of(manuscript.text.index("菜园在楼后面")) == 9
    assert manuscript.language == "zh"


def test_the_raw_text_of_a_page_is_put_together():
    manuscript = manuscript_in(PAGE.encode(), "paper.txt")
    assert_whole(manuscript)
    assert words(manuscript, "heading") == ["一、引言", "（一）轮值", "二、结论"]
    assert words(manuscript, "caption") == ["图１　菜园的平面", "表１　证据", "续表"]
    assert len(words(manuscript, "abstract")) == len(words(manuscript, "keywords")) == 1
    prose = words(manuscript, "prose")
    assert prose[0].startswith("菜园在楼后面")
    assert prose[0].endswith("各自回去。")
    assert [table.caption for table in manuscript.tables] == ["表１ 证据".replace(" ", "　"), "续表"]


def test_latex_loses_its_macros_and_keeps_its_lines():
    manuscript = manuscript_in(LATEX.encode(), "paper.tex")
    assert_whole(manuscript)
    assert words(manuscript, "title") == ["Growing together"]
    assert "“we water ‘in turn’ here” (F1) [yin2018]. It’s *Taking turns* — 50% more…" in manuscript.text
    assert "not seen" not in manuscript.text
    assert [part.quoted for part in manuscript.parts if part.kind == "prose"] == [False, True]
    assert manuscript.tables[0].rows == (("Theme", "Quotation"), ("Turns", "“we water” (F1)"))
    for shown in ("Ada said", "Nobody planned", "Evidence", "Theme"):
        line = manuscript.line_of(manuscript.text.index(shown))
        assert shown in LATEX.split("\n")[line - 1], shown


def test_word_has_styles_block_quotations_and_merged_cells():
    document = Document()
    document.add_heading("社区菜园怎样留住人", 0)
    document.add_paragraph("摘要：一处菜园。")
    document.add_heading("发现", 1)
    document.add_paragraph("大家轮着浇水。（F1）", style="Quote")
    document.add_paragraph("表1 证据")
    table = document.add_table(3, 2)
    table.cell(1, 0).merge(table.cell(2, 0)).text = "轮值"
    for row, text in enumerate(("引文", "大家轮着浇水（F1）", "写上名字（F1）")):
        table.cell(row, 1).text = text
    file = io.BytesIO()
    document.save(file)
    manuscript = manuscript_in(file.getvalue(), "paper.docx")
    assert_whole(manuscript)
    assert kinds(manuscript) == ["title", "abstract", "heading", "prose", "caption", "table"]
    assert manuscript.parts[3].quoted
    assert manuscript.tables[0].rows == (("", "引文"), ("轮值", "大家轮着浇水（F1）"), ("", "写上名字（F1）"))


def test_a_text_whose_lines_are_paragraphs_has_one_a_line():
    text = (
        "Growing together\n\nAbstract\nA garden in a town.\n1 Introduction\n\nPeople came. They stayed.\n\nSome left.\n"
    )
    manuscript = manuscript_in(text.encode(), "paper.txt")
    assert_whole(manuscript)
    assert kinds(manuscript) == ["title", "heading", "abstract", "heading", "prose", "prose"]
    assert manuscript.language == "en"


def test_a_sentence_on_a_table_is_no_caption():
    text = "# 菜园\n\n一段正文。\n\n表1所示为证据。\n\nTable 2 shows turns.\n\n表1 证据\n"
    assert kinds(manuscript_in(text.encode(), "paper.md")).count("caption") == 1


def test_an_empty_file_is_refused_with_its_name():
    with pytest.raises(GioiaError, match=r"paper\.txt"):
        manuscript_in(b"", "paper.txt")


@given(
    st.lists(
        st.sampled_from(
            ["# 一", "一、引言", "表1 证据", "| a | b |", "|--|--|", "> 说", "\\section{a}", "正文。", "", "\t"]
        ),
        min_size=1,
    )
)
def test_any_order_of_lines_is_covered(lines):
    text = "\n".join([*lines, "末尾。"])
    for name in ("paper.md", "paper.txt"):
        assert_whole(manuscript_in(text.encode(), name))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一座园子的十年", "title"),
        ("一座园子的十年\n摘要：园子十年里换过三次规矩。", "prose"),
        ("受访者说他们翻了两遍土。", "prose"),
        ("Growing together: A garden and its rules", "title"),
        ("Growing together\nThe garden changed its rules twice.", "prose"),
    ],
)
def test_the_first_paragraph_is_a_title_where_it_has_no_sentence(text, kind):
    assert kinds(manuscript_in(f"{text}\n\n后来又种了树。\n".encode(), "paper.txt"))[0] == kind
