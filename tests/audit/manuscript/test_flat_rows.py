"""What only some formats show: rows of flattened tables, paragraphs that a page breaks, headings run into Word paragraphs."""

from __future__ import annotations

import io

import pytest
from docx import Document
from garden_study import garden, paper, told
from msgspec.structs import replace

from gioia.audit.manuscript.audit import audit
from gioia.audit.manuscript.reading import manuscript_in

ROWS = [
    "清理与开荒 清走碎砖 那年春天地里全是碎砖，我们一筐一筐往外背。（F1）",
    "谦让式分配 留下大的 收成的时候大家先挑小的，把大的留给没来的人。（F2）",
    "敞开的园门 邻居送茶 隔壁老太太天天送茶水，比我们还上心。（F1）",
    "敞开的园门 任人摘葱 本园欢迎路过的人摘一把葱，不必登记。（G1）",
    "孩子当先生 孩子识菜 孩子认得的菜比我认得的还多。（F2）",
    "“轮值—互补”式协作 排班浇水 后来浇水排了班，谁有空谁先来。（F1）",
    "孩子当先生 孩子识菜 十月起周末由孩子讲解各畦的菜。（G1）",
]
HEAD = "二阶主题 一阶概念 证据（来源）"


def on_pages(rows, said="一块地种了几年，人也熟了几年，这是一条街上的旧话。"):
    """Return the audit of a paper as a PDF gives it, its table flattened to lines."""
    table = "\n\n".join([HEAD, *rows])
    text = paper().replace("## ", "").replace("# ", "")
    text = text.replace("三、案例发现\n", f"三、案例发现\n\n{said}\n\n表1 证据\n\n{table}\n")
    manuscript = manuscript_in(text.encode(), "paper.txt")
    assert [bool(table.cells) for table in manuscript.tables] == [False]
    return audit(replace(manuscript, pages=(0,)), garden())


def remarks(found, *kinds):
    return [(one.kind, one.said) for one in found.remarks if one.kind.startswith(kinds)]


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("", "", []),
        ("谦让式分配 留下", "谦让式分派 留下", [("label-reworded", "谦让式分派")]),
        ("谦让式分配 留下", "孩子当先生 留下", [("table-row-differs", "收成的时候大家先挑小的，把大的留给没来的人。")]),
    ],
    ids=["as it is", "a theme in other words", "another theme"],
)
def test_the_themes_of_a_flattened_table(old, new, found):
    rows = [row.replace(old, new) if old else row for row in ROWS]
    assert remarks(on_pages(rows), "label", "table-row") == found


def test_lines_of_a_table_that_do_not_begin_with_names_tell_nothing():
    rows = [f"某题{number} {row.partition(' ')[2]}" for number, row in enumerate(ROWS)]
    assert remarks(on_pages(rows), "label", "table-row") == []


def test_the_head_that_a_table_repeats_on_the_next_page_is_no_part_of_an_excerpt():
    broken = [row.replace("大家先挑小的，", f"大家先挑小的，{HEAD}\n\n") for row in ROWS]
    assert remarks(on_pages(broken), "table-row") == []


ASKED = "问起头一年，发起人想了一想，这样回忆当时的样子：“那年春天地里全是碎砖，\n\n我们一筐一筐往外{0}。”"


@pytest.mark.parametrize(("word", "altered"), [("背", []), ("抬", ["那年春天地里全是碎砖，我们一筐一筐往外抬。"])])
def test_a_quotation_that_a_page_breaks_is_one(word, altered):
    found = on_pages(ROWS, ASKED.format(word))
    assert [said for _, said in remarks(found, "quotation")] == altered


def test_lines_that_break_off_are_paragraphs_where_there_are_no_pages():
    text = paper(ASKED.format("背"))
    assert told(text, kinds="quotation-spliced") == []


@pytest.mark.parametrize(
    ("lead", "found"), [("谦让式分派。", [("label-reworded", "谦让式分派。")]), ("谦让式分配。", []), ("起先。", [])]
)
def test_bold_words_that_a_word_paragraph_begins_with_are_a_name(lead, found):
    document = Document()
    for line in paper().split("\n\n"):
        if line.startswith("#"):
            document.add_heading(line.lstrip("# "), max(0, line.index(" ") - 1))
        elif line.strip():
            document.add_paragraph(line)
        if line.startswith("## 三"):
            paragraph = document.add_paragraph()
            paragraph.add_run(lead).bold = True
            paragraph.add_run("大的总是留给没来的人。")
    file = io.BytesIO()
    document.save(file)
    assert remarks(audit(manuscript_in(file.getvalue(), "paper.docx"), garden()), "label") == found


def test_a_word_paragraph_that_is_bold_throughout_has_no_heading_run_in():
    document = Document()
    document.add_paragraph().add_run("菜园在楼后面。").bold = True
    file = io.BytesIO()
    document.save(file)
    assert "*" not in manuscript_in(file.getvalue(), "paper.docx").text


CELLS = "表1 数据结构\n\n| 一阶概念 | 二阶主题 |\n|---|---|\n| 清走碎砖 | 清理与开荒 |\n| 留下大的 | 谦让式分配 |\n| {0} | 敞开的园门 |\n| 邻居送茶 | 敞开的园门 |\n| 排班浇水 | “轮值—互补”式协作 |\n| 孩子识菜 | 孩子当先生 |\n"


@pytest.mark.parametrize(
    ("cell", "wording"),
    [("任人摘葱", []), ("随人摘葱", ["任人摘葱"]), ("邻居送水", ["任人摘葱"]), ("夜里巡园", [])],
    ids=["as it is", "nearly", "more like one that has its own row", "quite other"],
)
def test_a_cell_is_held_against_the_names_that_its_column_lacks(cell, wording):
    found = audit(manuscript_in(paper(CELLS.format(cell)).encode(), "paper.md"), garden())
    told = [one for one in found.remarks if one.kind in {"label-reworded", "label-unknown"}]
    assert [one.study_wording for one in told if one.study_wording] == wording
    assert bool(told) == (cell != "任人摘葱")


def test_a_row_is_missed_at_the_table_of_its_theme_with_its_proof():
    tables = "\n".join(
        f"表{number} 证据\n\n| 二阶主题 | 一阶概念 | 证据 |\n|---|---|---|\n"
        + "".join(f"| {' | '.join(row.split(' ', 2))} |\n" for row in rows)
        for number, rows in ((1, ROWS[1:2]), (2, ROWS[2:3]), (3, [ROWS[0], ROWS[4]]))
    )
    study = garden(codings=tuple(one for one in garden().codings if one.concept != "排班浇水"))
    found = audit(manuscript_in(paper(tables).encode(), "paper.md"), study)
    missing = [(one.said, one.study_wording) for one in found.remarks if one.kind == "table-row-missing"]
    assert missing == [("表2 证据", "任人摘葱: 本园欢迎路过的人摘一把葱，不必登记。")]
