"""A form is written as a table: in Word with a page across, in Markdown to the letter, in both languages."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import Table
from msgspec.structs import replace
from stated_studies import bakery, stated

from gioia.displays.merging import rows
from gioia.exports import write
from gioia.forms.filling import filled
from gioia.forms.items import FORMS
from gioia.forms.sheet import form_table
from gioia.pipeline import Target, export
from gioia.study.statements import Statement


def table(study, form="coreq", language="zh"):
    return form_table(filled(study, form), study.title, language)


def tables_of(document):
    """Return the tables of a Word document, those in content controls too."""
    return [Table(one, document) for one in document.element.body.iter(qn("w:tbl"))]


def row(study, number, **more):
    return next(cells for cells in rows(table(study, **more)) if cells[1] == number)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_every_item_has_a_row(form, language):
    shown = table(bakery(), form, language)
    assert [cells[1] for cells in rows(shown)] == [one.item.number for one in filled(bakery(), form).answers]
    assert all(all(cells) for cells in rows(shown))


def test_a_row_says_state_answer_and_place():
    study = replace(bakery(), statements=stated("gender") | {"duration": Statement("n/a: 只有告示")})
    assert row(study, "9")[2:] == ("以什么方法论为基础", "已填", "said of method", "statements: method")
    assert row(study, "4")[3:] == ("缺", "待由此回答：statements: gender", "")
    assert row(study, "21", language="en")[3:] == ("n/a", "只有告示", "statements: duration")


def test_the_note_names_the_work_and_says_whose_words_these_are():
    note = table(bakery(), "jars-qual", "en").note
    assert note.startswith("Levitt, H. M.")
    assert "JARS-Qual numbers nothing" in note
    assert "numbers are the authors’" not in note
    assert "words are ours" in note
    assert "The numbers are the authors’. The words are ours." in table(bakery(), "srqr", "en").note


def test_word_has_one_table_on_a_page_across_and_no_list_of_tables():
    document = docx.Document(io.BytesIO(write(table(bakery()), "docx")))
    assert document.sections[-1].page_width > document.sections[-1].page_height
    assert [one.text for one in tables_of(document)[0].rows[0].cells] == [
        "部分",
        "编号",
        "条目",
        "状态",
        "回答",
        "所在",
    ]
    assert "表目录" not in document.element.xml
    assert document.paragraphs[0].text == "COREQ：访谈与焦点小组研究报告——面包房"


def test_markup_in_a_statement_is_shown_as_it_is():
    study = replace(bakery(), statements=stated() | {"gender": Statement("<b>*x*</b> | y\n# z")})
    assert r"&lt;b&gt;\*x\*&lt;/b&gt; \| y<br> \# z" in write(table(study), "md").decode()
    document = docx.Document(io.BytesIO(write(table(study), "docx")))
    cells = [cell.text for one in tables_of(document) for cell in one.columns[4].cells]
    assert "<b>*x*</b> | y\n# z" in cells


def written(study, form, folder, formats=("docx", "md")):
    shown = table(study, form)
    done = export([shown], folder, formats, target=Target(name=shown.key))
    assert not done.findings
    return {path.name: path.read_bytes() for path in done.written}


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_a_file_a_format_and_the_same_again(tmp_path, form):
    first = written(bakery(), form, tmp_path / "forms")
    assert sorted(first) == [f"{form}.docx", f"{form}.md"]
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == sorted(first)
    assert written(bakery(), form, tmp_path / "forms") == first


def test_what_a_person_wrote_around_a_form_stays(tmp_path):
    written(bakery(), "coreq", tmp_path)
    path = tmp_path / "coreq.docx"
    document = docx.Document(path)
    document.add_paragraph("致编辑")
    document.save(path)
    written(replace(bakery(), statements=stated() | {"method": Statement("换成多案例")}), "coreq", tmp_path)
    again = docx.Document(path)
    assert again.paragraphs[-1].text == "致编辑"
    assert "换成多案例" in again.element.xml


def test_a_character_that_no_file_can_hold_is_told(tmp_path):
    shown = table(replace(bakery(), statements=stated() | {"method": Statement("单案例\x00")}))
    (found,) = export([shown], tmp_path, ["md"], target=Target(name=shown.key)).findings
    assert (found.rule, found.subject) == ("EX2", "coreq")
