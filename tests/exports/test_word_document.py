"""The Word document: real tables, captions that Word numbers, native shapes; and a second export leaves a person's text."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from msgspec import structs
from small_studies import HOSTILE, study, tea

from gioia.displays.display import Table, caption
from gioia.displays.merging import columns, rows, spans
from gioia.errors import GioiaError
from gioia.exports.docx import tag_of, write_all
from gioia.pipeline import all_displays
from gioia.study.appearance import Appearance


@pytest.fixture(scope="module")
def shop():
    return all_displays(tea())


@pytest.fixture(scope="module")
def written(shop):
    return write_all(shop)


def opened(file):
    return docx.Document(io.BytesIO(file))


def words(paragraph):
    """Return the text of a paragraph as it is shown, fields by their results."""
    return "".join(text.text or "" for text in paragraph.iter(qn("w:t")))


def tags(document):
    return [tag.get(qn("w:val")) for tag in document.element.body.iter(qn("w:tag"))]


def captions(document):
    styled = (p for p in document.element.body.iter(qn("w:p")) if p.find(f".//{qn('w:pStyle')}") is not None)
    return [words(p) for p in styled if p.find(f".//{qn('w:pStyle')}").get(qn("w:val")) == "Caption"]


class TestANewDocument:
    def test_every_display_stands_in_it_in_order_after_the_lists(self, shop, written):
        document = opened(written)
        names = [f"gioia:{tag_of(display)}" for display in shop]
        assert tags(document) == ["gioia:list-of-tables", "gioia:list-of-figures", *names]
        assert captions(document) == ["表目录", "图目录", *map(caption, shop)]

    def test_a_table_has_its_cells_merged_and_its_header_on_every_page(self, shop, written):
        tables = list(opened(written).element.body.iter(qn("w:tbl")))
        shown = [display for display in shop if isinstance(display, Table)]
        assert len(tables) == len(shown)
        for table, display in zip(tables, shown, strict=True):
            head, *body = table.findall(qn("w:tr"))
            assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
            assert [words(cell) for cell in head.findall(qn("w:tc"))] == columns(display)
            for row, cells, covers in zip(body, rows(display), spans(display), strict=True):
                found = row.findall(qn("w:tc"))
                assert [words(cell) for cell in found] == [
                    str(c) if s else "" for c, s in zip(cells, covers, strict=True)
                ]
                merges = [cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}") for cell in found]
                assert [merge is not None for merge in merges] == [span != 1 for span in covers]

    def test_captions_have_words_own_numbers_and_notes_refer_to_them(self, written):
        codes = "".join(t.text for t in opened(written).element.body.iter(qn("w:instrText")))
        assert "SEQ 表 \\* ARABIC" in codes
        assert "SEQ 图 \\* ARABIC" in codes
        marks = {mark.get(qn("w:name")) for mark in opened(written).element.body.iter(qn("w:bookmarkStart"))}
        referred = set(re.findall(r"REF (\w+)", codes))
        assert referred
        assert referred <= marks

    def test_a_figure_over_two_pages_is_counted_and_listed_once(self):
        outline = {"维": {f"题{t}": [f"念{t}之{c}" for c in range(6)] for t in range(8)}}
        long = study(outline, appearance=Appearance(width=174.0))
        document = opened(write_all(all_displays(long)))
        assert [text for text in captions(document) if "数据结构" in text] == ["图1　数据结构", "图1　数据结构（续）"]
        codes = [code.text for code in document.element.body.iter(qn("w:instrText"))]
        assert sum("SEQ 图" in code for code in codes) == 1
        assert " REF gioia_caption_figure_data_structure \\h " in codes
        listed = [link.get(qn("w:anchor")) for link in document.element.body.iter(qn("w:hyperlink"))]
        assert [name for name in listed if "figure" in name] == ["gioia_caption_figure_data_structure"]

    def test_widths_of_columns_fill_the_page(self, written):
        for table in opened(written).element.body.iter(qn("w:tbl")):
            widths = [int(column.get(qn("w:w"))) for column in table.find(qn("w:tblGrid"))]
            assert sum(widths) in {9070, 14002}
            assert min(widths) > 200

    def test_fonts_stand_in_styles_alone(self, written):
        body = opened(written).element.body
        cells = [run for table in body.iter(qn("w:tbl")) for run in table.iter(qn("w:rFonts"))]
        assert cells == []

    def test_the_same_study_gives_the_same_bytes(self, shop, written):
        assert write_all(shop) == written

    def test_an_empty_study_gives_a_document(self):
        assert tags(opened(write_all(all_displays(study({})))))

    def test_hostile_words_stay_words(self):
        outline = {name: {f"{name}t": [f"{name}c"]} for name in HOSTILE}
        file = write_all(all_displays(study(outline)))
        for name in zipfile.ZipFile(io.BytesIO(file)).namelist():
            if name.endswith(".xml"):
                etree.fromstring(zipfile.ZipFile(io.BytesIO(file)).read(name))
        assert any("<&>]]>" in words(p) for p in opened(file).element.body.iter(qn("w:p")))


class TestADocumentThatAPersonEdited:
    @pytest.fixture
    def edited(self, written):
        """Return the document with a sentence of a person's before, between and behind the displays."""
        document = opened(written)
        body = document.element.body
        for place in (0, len(body) // 2, len(body) - 1):
            body.insert(place, document.add_paragraph(f"我写的第{place}段。")._element)
        file = io.BytesIO()
        document.save(file)
        return file.getvalue()

    def test_the_persons_text_stays_and_displays_are_replaced_where_they_stand(self, shop, edited):
        changed = [structs.replace(shop[0], title="改过的标题"), *shop[1:]]
        before, after = opened(edited), opened(write_all(changed, edited))
        assert tags(after) == tags(before)
        assert [p.text for p in after.paragraphs if "我写的" in p.text] == [
            p.text for p in before.paragraphs if "我写的" in p.text
        ]
        assert "表1　改过的标题" in captions(after)
        assert len(after.element.body) == len(before.element.body)

    def test_written_again_nothing_changes(self, shop, edited):
        once = write_all(shop, edited)
        assert write_all(shop, once) == once

    def test_a_display_that_was_taken_out_comes_back_after_the_one_before_it(self, shop, written):
        document = opened(written)
        control = (
            next(
                tag
                for tag in document.element.body.iter(qn("w:tag"))
                if tag.get(qn("w:val")) == f"gioia:{tag_of(shop[1])}"
            )
            .getparent()
            .getparent()
        )
        control.getparent().remove(control)
        file = io.BytesIO()
        document.save(file)
        again = opened(write_all(shop, file.getvalue()))
        assert tags(again) == tags(opened(written))
        assert captions(again) == captions(opened(written))

    def test_a_manuscript_gets_the_displays_at_its_end_and_keeps_its_styles(self, shop):
        manuscript = docx.Document()
        manuscript.add_paragraph("引言")
        manuscript.styles["Caption"].font.italic = True
        file = io.BytesIO()
        manuscript.save(file)
        after = opened(write_all(shop, file.getvalue()))
        assert after.paragraphs[0].text == "引言"
        assert after.styles["Caption"].font.italic
        assert tags(after) == [f"gioia:{tag_of(display)}" for display in shop]

    def test_what_is_no_word_file_is_refused(self, shop):
        with pytest.raises(GioiaError, match="no Word file"):
            write_all(shop, b"%PDF-1.4")
