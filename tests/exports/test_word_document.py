"""The Word document: real tables, captions that Word numbers, native shapes; and a second export leaves a person's text."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pandas as pd
import pytest
from docx.oxml.ns import qn
from lxml import etree
from msgspec import structs
from small_studies import HOSTILE, study, tea

from gioia.displays.display import Table, caption
from gioia.displays.merging import columns, rows, spans
from gioia.errors import UnwritableError
from gioia.exports import _word as word
from gioia.exports._word_blocks import tag_of
from gioia.exports._word_lines import Face
from gioia.exports._word_pages import measured
from gioia.exports.docx import strangers, write_all
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


def words_in(element):
    """Return the words of a run."""
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def tags(document):
    return [tag.get(qn("w:val")) for tag in document.element.body.iter(qn("w:tag"))]


def style_of(paragraph):
    """Return the id of a paragraph's style."""
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"))


def fields(element):
    """Return the codes of the fields in an element."""
    return "".join(code.text for code in element.iter(qn("w:instrText")))


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def control_of(document, display):
    """Return the content control of a display."""
    tag = f"gioia:{tag_of(display)}"
    (found,) = (one for one in document.element.body.iter(qn("w:tag")) if one.get(qn("w:val")) == tag)
    return found.getparent().getparent()


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


def long_table(language="zh", rows=90, length=150, **more):
    """Return a table of evidence of several pages: themes of ten rows, concepts of two."""
    words = {"zh": "掌柜先尝一口再请街坊来评说", "en": "the keeper tastes first and asks the street "}[language]
    texts = [f"{i}：" + (words * length)[: length + i % 7] for i in range(rows)]
    frame = pd.DataFrame(
        {"主题": [f"题{i // 10}" for i in range(rows)], "概念": [f"念{i // 2}" for i in range(rows)], "证据": texts}
    )
    given = {"number": 2, "merged": ("主题", "概念"), "widths": (22, 30, 72), "note": "注在此。", "language": language}
    return Table("table-2-long", "长表", frame, **{**given, **more})


def pieces_of(file):
    """Return the tables of a document, each as rows of shown words."""
    tables = opened(file).element.body.iter(qn("w:tbl"))
    return [
        [[words(cell) for cell in row.findall(qn("w:tc"))] for row in table.findall(qn("w:tr"))] for table in tables
    ]


def test_a_column_is_as_wide_as_its_longest_number_or_date_where_the_table_has_room():
    cells = {"时间": ["2019.11.28"], "占比": ["100.0%"], "事": ["掌柜请街坊来尝新出的茶"], "Sources": ["F1"]}
    table = Table("table-1-narrow", "窄表", pd.DataFrame(cells), widths=(4, 3, 90, 3))
    face = Face(9.0, 13.0)
    for width in (9070, 4800):
        measure = measured(table, width, face)
        assert sum(measure.widths) == width
        for room, name, (text,) in zip(measure.rooms, cells, cells.values(), strict=True):
            if name != "事":
                assert len(face.ends(text, room)) == len(face.ends(name, room)) == 1


def test_a_word_that_is_too_long_does_not_take_the_room_of_the_others():
    table = Table("table-1-long", "长词", pd.DataFrame({"a": ["x" * 900], "b": ["字"]}), widths=(10, 10))
    assert measured(table, 9000, Face(9.0, 13.0)).widths == (4500, 4500)


@pytest.mark.parametrize("text", ["茶" * 26 + "（F1）", "茶" * 54 + "（Q12）"])
def test_letters_stand_a_little_closer_or_wider_where_a_source_would_be_alone_on_the_last_line(text):
    face = Face(9.0, 13.0)
    room = next(
        room
        for room in range(260, 200, -1)
        if len(face.ends(text, room)) > 1 and face.ends(text, room)[-2] >= len(text.rstrip("）)FQ12(（ "))
    )
    step = face.closer(text, room)
    assert 0 < abs(step) <= 8
    ends = face.ends(text, room * (1 - step / 20 / face.size))
    assert len(ends) == 1 or ends[-2] < len(text) - 4


def test_letters_stand_as_they_are_where_nothing_is_alone():
    assert Face(9.0, 13.0).closer("茶" * 40 + "（F1）", 260) == 0
    assert Face(9.0, 13.0).closer("茶" * 60, 260) == 0


class TestALongTable:
    def test_it_breaks_into_pieces_that_say_which_table_goes_on(self):
        for language, said in (("zh", "续表2"), ("en", "Table 2 (continued)")):
            body = opened(write_all([long_table(language)])).element.body
            above = [p for p in body.iter(qn("w:p")) if style_of(p) == "GioiaContinued"]
            assert len(above) == len(list(body.iter(qn("w:tbl")))) - 1 > 1
            assert {words(p) for p in above} == {said}
            assert not any("SEQ" in (code.text or "") for p in above for code in p.iter(qn("w:instrText")))

    def test_the_line_above_a_piece_begins_a_page_by_its_style(self):
        style = opened(write_all([long_table()])).styles["Gioia Continued"]
        assert style.paragraph_format.page_break_before
        assert style.paragraph_format.keep_with_next

    def test_every_piece_has_the_header_and_says_its_theme_and_concept_at_its_top(self):
        table = long_table()
        cells = {row[2]: row[:2] for row in rows(table)}
        for head, first, *_ in pieces_of(write_all([table])):
            assert head == columns(table)
            assert tuple(first[:2]) == cells[first[2]]

    def test_no_row_is_lost_or_said_twice(self):
        said = [row[2] for piece in pieces_of(write_all([long_table()])) for row in piece[1:]]
        assert said == [row[2] for row in rows(long_table())]

    def test_a_cell_of_three_thousand_characters_is_cut_where_a_line_ends(self):
        table = long_table(rows=3, length=3000)
        pieces = pieces_of(write_all([table]))
        said = [row for piece in pieces for row in piece[1:]]
        assert "".join(row[2] for row in said) == "".join(row[2] for row in rows(table))
        assert len(said) > 3
        assert all(piece[1][0] for piece in pieces)

    def test_the_last_row_is_not_alone_and_only_its_piece_has_the_rule_of_totals(self):
        for count in range(60, 90):
            assert min(len(piece) for piece in pieces_of(write_all([long_table(rows=count)]))) > 2
        looks = [
            look.get(qn("w:lastRow"))
            for look in opened(write_all([long_table(totals=True)])).element.body.iter(qn("w:tblLook"))
        ]
        assert looks == ["0"] * (len(looks) - 1) + ["1"]

    def test_after_a_persons_text_a_table_that_fits_a_page_is_kept_together(self):
        manuscript = docx.Document()
        manuscript.add_paragraph("正文。")
        body = opened(write_all([long_table(rows=4)], saved(manuscript))).element.body
        (table,) = body.iter(qn("w:tbl"))
        assert all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in table.iter(qn("w:p")))

    def test_after_a_persons_text_a_longer_table_begins_a_page(self):
        manuscript = docx.Document()
        manuscript.add_paragraph("正文。")
        (above,) = (p for p in opened(write_all([long_table()], saved(manuscript))).paragraphs if "长表" in p.text)
        assert above.paragraph_format.page_break_before


class TestAForm:
    def test_apa_has_number_and_title_on_lines_of_their_own_and_a_word_before_the_note(self):
        body = opened(write_all([long_table("en", rows=2, form="apa", note="Few.")])).element.body
        (above,) = (p for p in body.iter(qn("w:p")) if style_of(p) == "Caption" and "SEQ" in fields(p))
        assert (
            "".join("\n" if t.tag == qn("w:br") else t.text for t in above.iter(qn("w:t"), qn("w:br")))
            == "Table 2\n长表"
        )
        (note,) = (p for p in body.iter(qn("w:p")) if style_of(p) == "GioiaNote")
        assert words(note) == "Note. Few."
        assert next(body.iter(qn("w:tblStyle"))).get(qn("w:val")) == "GioiaAPA"

    def test_a_selection_keeps_its_numbers_when_word_counts_anew(self):
        codes = fields(opened(write_all([long_table(rows=2)])).element.body)
        assert "SEQ 表 \\* ARABIC \\r 2" in codes


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

    def test_a_display_whose_control_was_taken_away_is_found_by_its_bookmark(self, shop, written):
        document = opened(written)
        for display in shop:
            control = control_of(document, display)
            for block in list(control.find(qn("w:sdtContent"))):
                control.addprevious(block)
            control.getparent().remove(control)
        again = opened(write_all(shop, saved(document)))
        assert tags(again) == tags(opened(written))
        assert captions(again) == captions(opened(written))
        assert pieces_of(saved(again)) == pieces_of(written)

    def test_a_display_that_was_cut_and_pasted_elsewhere_is_replaced_there(self, shop, written):
        document = opened(written)
        above = next(
            p for p in document.element.body.iter(qn("w:p")) if words(p) == caption(shop[0]) and "SEQ" in fields(p)
        )
        control = control_of(document, shop[0])
        end = document.element.body[-1]
        for block in (above, control):
            end.addprevious(block)
        again = opened(write_all([structs.replace(shop[0], title="改了"), *shop[1:]], saved(document)))
        count = sum(isinstance(display, Table) for display in shop)
        assert words(again.element.body[-3]) == f"表{count}　改了"
        assert again.element.body[-2].tag == qn("w:sdt")

    def test_a_reference_and_a_comment_on_a_caption_outlive_a_new_title(self, shop, written):
        document = opened(written)
        above = next(
            p for p in document.element.body.iter(qn("w:p")) if words(p) == caption(shop[0]) and "SEQ" in fields(p)
        )
        for markup, place in (
            ('<w:bookmarkStart {} w:id="900" w:name="_Ref123"/>', 1),
            ('<w:bookmarkEnd {} w:id="900"/>', -1),
            ('<w:commentRangeStart {} w:id="7"/>', 1),
            ('<w:commentRangeEnd {} w:id="7"/>', len(above) + 8),
            ('<w:r {}><w:commentReference w:id="7"/></w:r>', len(above) + 9),
        ):
            above.insert(place, etree.fromstring(markup.format(f'xmlns:w="{word.NAMESPACE}"')))
        again = opened(write_all([structs.replace(shop[0], title="改了"), *shop[1:]], saved(document)))
        (named,) = (p for p in again.element.body.iter(qn("w:p")) if words(p) == "表1　改了" and "SEQ" in fields(p))
        start, number, end, title, *_, reference = [
            next(i for i, one in enumerate(named) if found(one))
            for found in (
                lambda one: one.get(qn("w:name")) == "_Ref123",
                lambda one: "SEQ" in fields(one),
                lambda one: one.tag == qn("w:bookmarkEnd") and one.get(qn("w:id")) == "900",
                lambda one: "改了" in words_in(one),
                lambda one: one.find(qn("w:commentReference")) is not None,
            )
        ]
        assert start < number < end < title < reference

    def test_a_display_that_has_not_changed_is_left_as_a_person_formatted_it(self, shop, written):
        document = opened(written)
        column = next(control_of(document, shop[0]).iter(qn("w:gridCol")))
        column.set(qn("w:w"), "777")
        again = opened(write_all(shop, saved(document)))
        assert next(control_of(again, shop[0]).iter(qn("w:gridCol"))).get(qn("w:w")) == "777"

    def test_a_number_that_a_person_changed_is_put_right(self, shop, written):
        document = opened(written)
        text = [*control_of(document, shop[1]).iter(qn("w:t"))][-1]
        kept, text.text = text.text, "999"
        again = opened(write_all(shop, saved(document)))
        assert [*control_of(again, shop[1]).iter(qn("w:t"))][-1].text == kept

    def test_a_display_of_no_study_is_left_and_told(self, shop, written):
        assert strangers(shop[1:], written) == [tag_of(shop[0])]
        assert words(control_of(opened(write_all(shop[1:], written)), shop[0]))

    def test_styles_are_found_by_their_names_where_word_was_set_to_chinese(self, shop):
        template = docx.Document()
        for style in template.styles.element:
            key = {"Normal": "a", "Caption": "a3"}.get(style.get(qn("w:styleId")))
            if key:
                style.set(qn("w:styleId"), key)
        body = opened(write_all(shop, saved(template))).element
        assert {style_of(p) for p in body.iter(qn("w:p")) if "SEQ" in fields(p)} == {"a3"}

    def test_a_template_of_words_own_kind_becomes_a_document(self, shop, written):
        as_template = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(as_template, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(b"document.main+xml", b"template.main+xml"))
        assert tags(opened(write_all(shop, as_template.getvalue()))) == tags(opened(written))

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

    def test_a_figure_keeps_its_distance_from_a_caption_whose_style_is_the_manuscripts(self, shop):
        style = opened(write_all(shop, saved(docx.Document()))).styles["Gioia Figure"]
        assert style.paragraph_format.space_after.pt == 6

    def test_what_is_no_word_file_is_refused(self, shop):
        with pytest.raises(UnwritableError, match="no Word file"):
            write_all(shop, b"%PDF-1.4")

    @pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "_rels/.rels"])
    def test_a_word_file_that_was_cut_off_is_refused(self, shop, written, part):
        damaged = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(written)) as old, zipfile.ZipFile(damaged, "w") as new:
            for name in old.namelist():
                content = old.read(name)
                new.writestr(name, content[: len(content) // 2] if name == part else content)
        with pytest.raises(UnwritableError, match="damaged"):
            write_all(shop, damaged.getvalue())

    def test_a_word_file_with_a_bad_byte_is_refused(self, shop, written):
        with zipfile.ZipFile(io.BytesIO(written)) as package:
            place = package.getinfo("word/document.xml").header_offset + 200
        with pytest.raises(UnwritableError, match="damaged"):
            write_all(shop, written[:place] + bytes([written[place] ^ 255]) + written[place + 1 :])
