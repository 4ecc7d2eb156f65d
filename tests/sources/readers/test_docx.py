"""Word documents: what a person sees comes in, once and in order."""

from __future__ import annotations

import pytest
from word_files import STRICT, p, package, r, tbl, tc

from gioia.sources.readers import docx


def text_of(body: str, **parts: str) -> str:
    return read(body, **parts).removesuffix("\n")


def read(body: str, **parts: str) -> str:
    (reading,) = docx.read(package(body, **parts), "访谈.docx", None)
    return reading.text


def remarks(body: str) -> list[str]:
    return [remark.message for remark in docx.read(package(body), "a.docx", None)[0].remarks]


class TestParagraphs:
    def test_they_stand_apart_and_empty_ones_are_no_text(self) -> None:
        assert read(p("一") + p() + p("二 ")) == "一\n\n二 \n"

    def test_the_reader_names_itself_and_its_library(self) -> None:
        assert docx.read(package(p("一")), "a.docx", None)[0].reader.startswith("docx 1 (lxml ")

    def test_breaks_tabs_and_hyphens_come_as_they_are_seen(self) -> None:
        pieces = [
            "甲：",
            "<w:br/>",
            "你",
            "<w:tab/>",
            "好 co",
            "<w:noBreakHyphen/>",
            "op oper",
            "<w:softHyphen/>",
            "ate",
        ]
        runs = "".join(f"<w:r>{piece}</w:r>" if piece.startswith("<") else r(piece) for piece in pieces)
        body = f"<w:p>{runs}</w:p>"
        assert text_of(body) == "甲：\n你\t好 co-op operate"

    def test_a_page_break_leaves_nothing_at_the_ends_and_a_line_end_within(self) -> None:
        page = '<w:r><w:br w:type="page"/></w:r>'
        assert text_of(f"<w:p>{page}{r('一')}{page}{r('二')}</w:p>") == "一\n二"

    def test_symbols_are_known_by_their_font(self) -> None:
        symbols = '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        assert text_of(f"<w:p>{symbols}</w:p>") == "☑α"

    def test_a_symbol_of_an_unknown_font_is_remarked(self) -> None:
        body = '<w:p><w:r><w:sym w:font="Mine" w:char="F0FE"/></w:r></w:p>'
        assert ["private use" in message for message in remarks(body)] == [True]

    def test_the_strict_flavour_is_read(self) -> None:
        assert text_of(p("一"), namespace=STRICT) == "一"

    def test_content_controls_links_and_custom_xml_are_looked_into(self) -> None:
        control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('一')}</w:sdtContent></w:sdt>"
        link = f"<w:p><w:hyperlink>{r('二')}</w:hyperlink><w:smartTag>{r('三')}</w:smartTag></w:p>"
        assert text_of(f"<w:customXml>{control}</w:customXml>{link}") == "一\n\n二三"

    def test_pinyin_above_a_character_is_not_in_the_text(self) -> None:
        ruby = f"<w:r><w:ruby><w:rt>{r('lè')}</w:rt><w:rubyBase>{r('乐')}</w:rubyBase></w:ruby></w:r>"
        assert text_of(f"<w:p>{ruby}{r('纯')}</w:p>") == "乐纯"

    def test_hidden_text_is_left_out_and_remarked(self) -> None:
        body = f"<w:p>{r('一')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
        assert (text_of(body), remarks(body)) == ("一", ["hidden text was left out"])


class TestHeadings:
    STYLES = (
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="a"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:styleId="2"><w:name w:val="二"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        '<w:style w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    )

    def test_styles_and_outline_levels_give_the_marks(self) -> None:
        body = "".join(
            p(text, f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", "1"), ("乙", "a"), ("丙", "x"))
        )
        body += p("丁", '<w:outlineLvl w:val="2"/>') + p("戊", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        assert text_of(body, styles=self.STYLES) == "# 甲\n\n## 乙\n\n丙\n\n### 丁\n\n戊"

    def test_an_empty_heading_is_no_text(self) -> None:
        assert text_of(p("", '<w:pStyle w:val="1"/>') + p("一"), styles=self.STYLES) == "一"


class TestFields:
    def mark(self, kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    def test_results_are_seen_and_instructions_are_not(self) -> None:
        inner = f"{self.mark('begin')}{r('IF')}{self.mark('begin')}{r('x')}{self.mark('separate')}{r('y')}{self.mark('end')}"
        body = f"<w:p>{r('一')}{inner}{self.mark('separate')}{r('二')}{self.mark('end')}{r('三')}</w:p>"
        assert text_of(body) == "一二三"

    def test_an_instruction_without_an_end_swallows_nothing(self) -> None:
        assert text_of(f"<w:p>{self.mark('begin')}{r('一')}</w:p>{p('二')}") == "一\n\n二"


class TestNotes:
    def test_they_are_numbered_through_the_document_and_stand_at_its_end(self) -> None:
        body = f'<w:p>{r("一")}<w:r><w:endnoteReference w:id="2"/></w:r>{r("二")}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
        foot = f'<w:footnote w:id="0" w:type="separator">{p("-")}</w:footnote><w:footnote w:id="2">{p(" 脚")}{p("注")}</w:footnote>'
        notes = {"footnotes": foot, "endnotes": f'<w:endnote w:id="2">{p("尾注")}</w:endnote>'}
        assert text_of(body, **notes) == "一[1]二[2]\n\n[1] 尾注\n\n[2] 脚\n注"

    def test_a_comment_takes_no_text_with_it(self) -> None:
        comment = (
            '<w:commentRangeStart w:id="1"/>{}<w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>'
        )
        assert text_of(f"<w:p>{r('一')}{comment.format(r('二'))}{r('三')}</w:p>", comments=p("评")) == "一二三"


class TestChanges:
    ACCEPTED = "the document holds tracked changes; it was read as if all were accepted"

    @pytest.mark.parametrize(
        ("body", "text"),
        [
            (
                f"<w:p>{r('一')}<w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins>{r('新')}</w:ins></w:p>",
                "一新",
            ),
            (f"<w:moveFrom>{p('动')}</w:moveFrom>{p('一')}<w:p><w:moveTo>{r('动')}</w:moveTo></w:p>", "一\n\n动"),
            (p("一", "<w:rPr><w:del/></w:rPr>") + p("二") + p("三"), "一二\n\n三"),
            (p("一", "<w:rPr><w:del/></w:rPr>") + tbl(["二"]), "一\n\n二"),
            (f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{tc('旧')}</w:tr><w:tr>{tc('新')}</w:tr></w:tbl>", "新"),
        ],
    )
    def test_they_are_accepted_and_said_so(self, body: str, text: str) -> None:
        assert (text_of(body), remarks(body)) == (text, [self.ACCEPTED])

    def test_a_document_without_changes_has_no_remark(self) -> None:
        assert remarks(p("一")) == []


class TestTextBoxes:
    def box(self, text: str) -> str:
        return f"<w:drawing><w:txbxContent>{p(text)}</w:txbxContent></w:drawing>" if text else "<w:drawing/>"

    @pytest.mark.parametrize(("first", "second"), [("框", "框"), ("框", ""), ("", "框")])
    def test_they_stand_once_below_their_paragraph(self, first: str, second: str) -> None:
        drawing = f"<mc:Choice>{self.box(first)}</mc:Choice><mc:Fallback>{self.box(second)}</mc:Fallback>"
        body = f"<w:p><w:r><mc:AlternateContent>{drawing}</mc:AlternateContent></w:r>{r('一')}</w:p>{p('二')}"
        assert text_of(body) == "一\n\n框\n\n二"


class TestTables:
    def test_a_row_is_a_line_and_its_cells_are_parted_by_tabs(self) -> None:
        assert text_of(p("表") + tbl(["概念", "定义"], ["甲\u3000", p("一") + p("二")]) + p("后")) == (
            "表\n\n概念\t定义\n甲\u3000\t一 二\n\n后"
        )

    def test_merged_cells_stand_once_and_columns_keep_their_place(self) -> None:
        wide, down, on = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        body = tbl([tc("宽", wide), "右"], [tc("高", down), "一", "二"], [tc("", on) or "", "三", "四"], ["甲", "乙"])
        assert text_of(body) == "宽\t\t右\n高\t一\t二\n\t三\t四\n甲\t乙"

    def test_spans_of_a_finer_grid_leave_no_empty_columns(self) -> None:
        wide = '<w:gridSpan w:val="40"/>'
        assert (
            text_of(tbl([tc("一", wide), tc("二", wide), "三"], [tc("四", wide), tc("五", wide), "六"]))
            == "一\t二\t三\n四\t五\t六"
        )

    def test_a_frame_of_one_column_is_its_paragraphs(self) -> None:
        assert (
            text_of(tbl([p("一") + p("二")], [tbl(["概念", "乙"], ["定义", "丁"])])) == "一\n\n二\n\n概念\t乙\n定义\t丁"
        )

    def test_a_nested_table_stays_in_its_cell(self) -> None:
        assert text_of(tbl(["外", p("内：") + tbl(["一", "二"])], ["末", "尾"])) == "外\t内： 一 二\n末\t尾"


class TestTranscripts:
    def test_a_row_is_a_turn(self) -> None:
        rows = [["受访者A：", "我们想做好酸奶。"], ["访谈者", p("为什么？") + p("请讲。")], ["受访者A：", "因为……"]]
        assert text_of(tbl(*rows)) == "受访者A：我们想做好酸奶。\n\n访谈者: 为什么？\n请讲。\n\n受访者A：因为……"

    def test_times_and_a_row_of_names_are_kept(self) -> None:
        rows = [
            ["Time", "Speaker", "Text"],
            ["00:01", "Ann", "We began with nothing at all."],
            ["00:09", "Bo", "How so?"],
        ]
        rows += [["00:12", "Ann", "There was no money."]]
        assert text_of(tbl(*rows)) == (
            "Time\tSpeaker\tText\n\nAnn (00:01): We began with nothing at all.\n\nBo (00:09): How so?\n\nAnn (00:12): There was no money."
        )

    def test_a_row_without_a_speaker_goes_on(self) -> None:
        assert (
            text_of(tbl(["I", "Why?"], ["R", "Because."], ["", "It was new."])) == "I: Why?\n\nR: Because.\nIt was new."
        )

    @pytest.mark.parametrize(
        "rows",
        [
            [["姓名", "张三"], ["职位", "经理"]],
            [["1", "我们想做好酸奶。"], ["2", "为什么？"], ["1", "因为没有人做。"]],
            [
                ["品质承诺", "对产品品质的承诺与坚持"],
                ["用户参与", "用户参与产品的改进"],
                ["快速迭代", "产品一周一次地改进"],
            ],
        ],
    )
    def test_other_tables_of_two_columns_stay_tables(self, rows: list[list[str]]) -> None:
        assert text_of(tbl(*rows)) == "\n".join("\t".join(row) for row in rows)
