"""A display that is too wide for where it would stand gets more room, and the text goes on behind it as before."""

from __future__ import annotations

import io
from itertools import pairwise

import docx
import pandas as pd
import pytest
from docx.enum.section import WD_SECTION
from docx.oxml.ns import qn
from docx.shared import Cm
from small_studies import tea

from gioia.displays.display import Figure, Table
from gioia.exports._word_geometry import column_count, page_of, sections
from gioia.exports.docx import write_all, write_into
from gioia.pipeline import all_displays


def manuscript(width, height, columns=1):
    """Return a document whose text is `width` centimetres wide, with a title above it where it has columns."""
    document = docx.Document()
    if columns > 1:
        document.add_paragraph("题目")
        document.add_section(WD_SECTION.CONTINUOUS)
    for section in document.sections:
        section.page_width, section.page_height = Cm(width + 4), Cm(height + 4)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    last = document.sections[-1]._sectPr  # python-docx knows no columns
    for old in last.findall(qn("w:cols")):
        last.remove(old)
    last.append(last.makeelement(qn("w:cols"), {qn("w:num"): str(columns), qn("w:space"): "400"}))
    last.insert(0, last.makeelement(qn("w:pgNumType"), {qn("w:start"): "7"}))
    document.add_paragraph("正文第一段。")
    return document


def saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def body_of(file):
    return docx.Document(io.BytesIO(file)).element.body


def table(*widths, cell="茶"):
    frame = pd.DataFrame({f"栏{index}": [cell] for index in range(len(widths))})
    return Table(f"table-1-{sum(widths)}", "表", frame, number=1, widths=widths)


def around(body):
    """Return the section of each display, in order, and that of the last paragraph."""
    of = sections(body)
    return [of[block] for block in body if block.tag == qn("w:sdt")], of[body[-1]]


def kinds(section):
    kind = section.find(qn("w:type"))
    return column_count(section), "" if kind is None else kind.get(qn("w:val"))


class TestAManuscriptInTwoColumns:
    def test_a_table_that_fits_a_column_stands_in_it(self):
        (own,), last = around(body_of(write_all([table(20, 30)], saved(manuscript(17, 25, 2)))))
        assert own is last
        assert column_count(own) == 2

    def test_a_wide_one_has_the_page_width_and_the_columns_go_on_behind_it(self):
        file = write_all([table(30, 90)], saved(manuscript(17, 25, 2)))
        (own,), last = around(body_of(file))
        assert kinds(own) == (1, "continuous")
        assert kinds(last) == (2, "continuous")
        assert page_of(own).width > 2 * page_of(last).width
        assert page_of(own).height == page_of(last).height

    def test_a_very_wide_one_gets_a_page_across_and_the_columns_go_on_on_the_next(self):
        (own,), last = around(body_of(write_all([table(90, 100)], saved(manuscript(17, 25, 2)))))
        assert page_of(own).width > page_of(own).height * 20
        assert last is own

    def test_the_numbers_of_pages_do_not_begin_anew_behind_it(self):
        body = body_of(write_all([table(30, 90)], saved(manuscript(17, 25, 2))))
        starts = [section for section in body.iter(qn("w:sectPr")) if section.find(qn("w:pgNumType")) is not None]
        assert len(starts) == 1
        assert kinds(starts[0]) == (2, "continuous")

    def test_two_wide_ones_share_a_section_and_a_narrow_one_goes_back_to_the_columns(self):
        wide, wider, narrow = table(30, 90), table(30, 100), table(10, 10)
        own, _ = around(body_of(write_all([wide, wider, narrow], saved(manuscript(17, 25, 2)))))
        assert own[0] is own[1]
        assert [column_count(section) for section in own] == [1, 1, 2]

    def test_no_empty_page_stands_between_a_page_across_and_what_follows(self):
        across, wide = table(90, 100), table(30, 90)
        body = body_of(write_all([across, wide], saved(manuscript(17, 25, 2))))
        ends = [block for block in body if block.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
        assert not any(one.getnext() is two for one, two in pairwise(ends))

    def test_written_again_nothing_changes(self):
        shown = [table(30, 90), table(90, 100), table(10, 10)]
        once, _ = write_into(shown, saved(manuscript(17, 25, 2)))
        again, fates = write_into(shown, once)
        assert again == once
        assert {fate.state for fate in fates} == {"unchanged"}


class TestANarrowTextBlock:
    def styles(self, file):
        body = body_of(file)
        return {style.get(qn("w:val")) for cell in body.iter(qn("w:tc")) for style in cell.iter(qn("w:pStyle"))}

    def test_where_words_have_no_room_beside_each_other_letters_are_smaller(self):
        words = table(*[8] * 5, cell="2019.11.28")
        assert self.styles(write_all([words], saved(manuscript(16, 24)))) == {"GioiaTableText"}
        file = write_all([words], saved(manuscript(8, 24)))
        assert self.styles(file) == {"GioiaTableTextSmall"}
        assert docx.Document(io.BytesIO(file)).styles["Gioia Table Text Small"].font.size.pt == 7

    def test_a_table_that_not_even_small_letters_make_room_for_gets_a_page_across(self):
        words = table(*[7] * 10, cell="2019.11.28")
        (own,), _ = around(body_of(write_all([words], saved(manuscript(8, 16)))))
        assert page_of(own).width == pytest.approx(16 * 567, abs=2)

    def test_a_figure_gets_a_page_across_only_where_it_is_larger_there(self):
        figures = [one for one in all_displays(tea()) if isinstance(one, Figure)]
        for figure in figures:
            (own,), _ = around(body_of(write_all([figure], saved(manuscript(8, 14)))))
            scene, page = figure.scene, page_of(own)
            taken = min(page.width / 20 / scene.width, page.height / scene.height)
            other = min(page.height / scene.width, page.width / 20 / scene.height)
            assert taken * 1.3 >= min(0.75, other)
