"""Tables: the whole, a document a row, a document a column; safe where a workbook swells."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.sources.readers import Options, read_original

SURVEY = '编号,问题,回答\n1,为什么买,"好喝，\n也新鲜"\n2,为什么不买,贵\n3,,\n'


def parts(raw: bytes, **options: object) -> list[tuple[str, str]]:
    return [(reading.part, reading.text) for reading in read_original(raw, "问卷.docx", Options(**options))]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


BOOK = workbook(
    (
        "问卷",
        [
            ["编号", "日期", "回答"],
            [1, dt.date(2024, 5, 1), "好喝"],
            [2.5, dt.datetime.fromisoformat("2024-05-02T09:30"), "贵"],
        ],
    ),
    ("空", []),
    ("补充", [["回答"], ["还行"]]),
)


def altered(raw: bytes, member: str, change) -> bytes:
    saved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(saved, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, change(content) if info.filename == member else content)
    return saved.getvalue()


class TestDelimited:
    def test_the_whole_is_one_document_one_row_a_line_and_a_remark_says_how_to_split(self):
        (reading,) = read_original(SURVEY.encode(), "a.csv")
        assert reading.text == "编号\t问题\t回答\n1\t为什么买\t好喝， 也新鲜\n2\t为什么不买\t贵\n3\n"
        assert "--split rows" in reading.remarks[0].remedy
        assert (reading.reader, reading.encoding) == ("sheets 3", "utf-8")

    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
    def test_a_document_a_row(self, encoding):
        raw = SURVEY.replace("\n", "\r\n").encode(encoding)
        assert parts(raw, split="rows") == [
            ("2", "编号: 1\n问题: 为什么买\n回答: 好喝，\n也新鲜\n"),
            ("3", "编号: 2\n问题: 为什么不买\n回答: 贵\n"),
            ("4", "编号: 3\n"),
        ]

    def test_a_document_a_column(self):
        assert parts(SURVEY.encode(), split="columns")[1:] == [
            ("问题", "为什么买\n为什么不买\n"),
            ("回答", "好喝， 也新鲜\n贵\n"),
        ]

    def test_one_column(self):
        assert parts(SURVEY.encode(), split="rows", columns=("回答",)) == [("2", "好喝，\n也新鲜\n"), ("3", "贵\n")]
        assert parts(SURVEY.encode(), columns=("回答",)) == [("", "回答\n好喝， 也新鲜\n贵\n\n")]

    def test_a_column_that_is_not_there_or_there_twice(self):
        with pytest.raises(GioiaError, match=r"no column is headed '答案': there are: 编号, 问题, 回答"):
            parts(SURVEY.encode(), columns=("答案",))
        with pytest.raises(GioiaError, match="2 columns are headed 'a'"):
            parts(b"a,a\n1,2\n", columns=("a",))

    def test_several_columns_in_the_order_in_which_they_are_named_and_by_part_of_their_headings(self):
        table = "编号,年龄,1. 为什么买？,2. 有什么建议？\nA7,31,好喝,\nB2,44,便宜,少放糖\n".encode()
        assert parts(table, split="rows", columns=("建议", "为什么"), label="编号") == [
            ("A7", "1. 为什么买？: 好喝\n"),
            ("B2", "2. 有什么建议？: 少放糖\n1. 为什么买？: 便宜\n"),
        ]
        assert [part for part, _ in parts(table, split="columns", columns=("建议", "为什么"))] == [
            "2. 有什么建议？",
            "1. 为什么买？",
        ]
        with pytest.raises(GioiaError, match="2 columns are headed '么'"):
            parts(table, columns=("么",))

    def test_only_rows_are_named_by_a_column(self):
        with pytest.raises(GioiaError, match="add --split rows"):
            parts(SURVEY.encode(), label="编号")

    def test_the_tables_of_a_web_page_are_split_as_survey_platforms_write_them(self):
        page = "<html><table><tr><th>序号</th><th>建议</th></tr><tr><td>1</td><td>便宜<br>一点</td></tr></table></html>"
        assert parts(page.encode("gb18030"), split="rows", columns=("建议",), label="序号") == [("1", "便宜 一点\n")]

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_a_table_is_known_in_utf_16_without_being_told(self, encoding):
        (reading,) = read_original("编号\t回答\n1\t很好\n2\t太深\n".encode(encoding), "a.xls")
        assert reading.reader == "sheets 3"

    @pytest.mark.parametrize("delimiter", [";", "\t", "|"])
    def test_other_delimiters(self, delimiter):
        assert parts(f"a{delimiter}b\n1{delimiter}x,y\n".encode(), columns=("b",)) == [("", "b\nx,y\n")]

    def test_an_open_quotation_mark_is_told_with_its_line(self):
        with pytest.raises(GioiaError, match="line 3 is no row"):
            parts(b'a,b\n1,2\n3,"x', split="rows")

    @pytest.mark.parametrize(
        "text",
        [
            "Interview with the baker\n\nA: How did you begin?\nB: With an oven, two tins, and flour.\nA: And then?\n",
            "Well, it was slow.\nThen, we grew.\nNow, it runs.\n",
            '"Come in," she said.\nI did so.\nNobody spoke.\n',
            "一个人说，好的\n另一个说，不行\n",
        ],
    )
    @pytest.mark.parametrize("options", [{"split": "rows"}, {"split": "columns"}, {"columns": ("A",)}])
    def test_running_text_is_refused_as_no_table(self, text, options):
        with pytest.raises(GioiaError, match="this is plain text and no table: leave out --split"):
            parts(text.encode(), **options)

    def test_a_first_line_that_is_no_heading_is_a_row_and_said(self):
        talk = b"Ann\tHow did it start?\nBob\tWith a loan.\nAnn\tFrom whom?\n"
        readings = read_original(talk, "a.tsv", Options(split="rows"))
        assert readings[0].text == "Ann\nHow did it start?\n"
        assert len(readings) == 3
        assert "looks like no headings" in readings[0].remarks[0].message
        assert read_original(talk, "a.tsv")[0].text == talk.decode()

    def test_a_heading_that_is_asked_for_is_one_whatever_it_looks_like(self):
        assert parts(b"2019,2020\nfew,many\n", split="rows", columns=("2020",)) == [("2", "many\n")]
        assert len(parts(b"2019,2020\nfew,many\n", split="rows")) == 2


class TestWorkbooks:
    def test_a_sheet_without_the_column_is_left_out_with_a_remark(self):
        book = workbook(
            ("round 1", [["id", "why"], ["a", "cheap"]]), ("notes", [["These are the notes of May."], ["x"]])
        )
        (reading,) = read_original(book, "a.xlsx", Options(split="rows", columns=("why",), label="id"))
        assert (reading.part, reading.text) == ("round 1-a", "cheap\n")
        assert [remark.message for remark in reading.remarks] == [
            "the sheet 'notes' was left out: no column in it is headed 'why'"
        ]
        readings = read_original(book, "a.xlsx", Options(split="rows"))
        assert [reading.text for reading in readings][1:] == ["These are the notes of May.\n", "x\n"]
        assert "the first line of 'notes' looks like no headings" in readings[0].remarks[0].message

    def test_every_sheet_in_turn(self):
        (reading,) = read_original(BOOK, "a.csv")
        assert reading.text == (
            "问卷\n编号\t日期\t回答\n1\t2024-05-01\t好喝\n2.5\t2024-05-02 09:30:00\t贵\n补充\n回答\n还行\n"
        )
        assert reading.reader.startswith("sheets 3 (calamine ")

    def test_one_column_a_document_a_row(self):
        assert parts(BOOK, split="rows", columns=("回答",)) == [
            ("问卷-2", "好喝\n"),
            ("问卷-3", "贵\n"),
            ("补充-2", "还行\n"),
        ]

    @pytest.mark.parametrize(
        ("number", "shown"),
        [
            (12345678901234570, "12345678901234570"),
            (3.0, "3"),
            (2.5, "2.5"),
            (0.00001, "0.00001"),
            (1e20, "1" + "0" * 20),
        ],
    )
    def test_a_number_is_printed_in_full(self, number, shown):
        book = workbook(("a", [["id", "why"], [number, "cheap"]]))
        assert parts(book, split="rows", columns=("id",)) == [("2", f"{shown}\n")]

    def test_rows_are_numbered_as_the_spreadsheet_does(self):
        book = workbook(("a", [[], [], ["编号", "回答"], ["x", "好"], [], ["y", "贵"]]))
        assert [part for part, _ in parts(book, split="rows")] == ["4", "6"]
        assert [part for part, _ in parts("\n编号,回答\nx,好\n\ny,贵\n".encode(), split="rows")] == ["3", "5"]

    def test_a_row_without_a_name_keeps_its_number(self):
        table = "编号,回答\nA1,好\n,贵\n".encode()
        assert [part for part, _ in parts(table, split="rows", label="编号")] == ["A1", "3"]

    def test_a_far_cell_is_refused_before_memory_is_filled(self):
        far = altered(BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="C3"', b'r="XFD1048576"'))
        with pytest.raises(GioiaError, match="spans 1,048,576 rows and 16,384 columns"):
            parts(far)

    @pytest.mark.parametrize("place", ["C999999999999999999999999999999", "AAAAAAAAAAAA1", "ABCDEFGH12345"])
    def test_a_cell_farther_than_any_sheet_is_refused_and_does_not_end_the_program(self, place):
        raw = altered(BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b'r="C3"', f'r="{place}"'.encode()))
        with pytest.raises(GioiaError, match="a sheet spans"):
            parts(raw)

    def test_sheets_that_are_too_large_together_are_refused(self):
        raw = BOOK
        for number in (1, 3):
            sheet = f"xl/worksheets/sheet{number}.xml"
            raw = altered(raw, sheet, lambda xml: xml.replace(b'r="A1"', b'r="C1000000"'))
        with pytest.raises(GioiaError, match="a sheet spans 1,000,000 rows and 3 columns"):
            parts(raw)

    def test_a_workbook_with_entities_of_its_own_is_refused(self):
        declared = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><worksheet '
        raw = altered(BOOK, "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"<worksheet ", declared))
        with pytest.raises(GioiaError, match="declares entities"):
            parts(raw)

    def test_a_zip_bomb_is_refused_by_the_size_it_states(self):
        saved = io.BytesIO(BOOK)
        with zipfile.ZipFile(saved, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/media/a", "w") as file:
            for _ in range(600):
                file.write(bytes(1_000_000))
        with pytest.raises(GioiaError, match="unpacks to more than 500 MB"):
            parts(saved.getvalue())

    def test_an_entity_bomb_does_not_swell(self):
        entities = b'<!DOCTYPE x [<!ENTITY a "%b">]>' % (b"a" * 1000)
        bomb = altered(
            BOOK,
            "xl/sharedStrings.xml",
            lambda xml: xml.replace(b"<sst", entities + b"<sst").replace("好喝".encode(), b"&a;" * 100),
        )
        assert all(len(text) < 10_000 for _, text in parts(bomb))

    @given(st.data())
    @settings(max_examples=100)
    def test_a_cut_or_altered_workbook_is_read_or_refused(self, data):
        member = data.draw(st.sampled_from(["", "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"]))

        def change(content: bytes) -> bytes:
            raw = bytearray(content)
            for _ in range(data.draw(st.integers(0, 10))):
                raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
            return bytes(raw[: data.draw(st.integers(1, len(raw)))])

        raw = altered(BOOK, member, change) if member else change(BOOK)
        try:
            assert read_original(raw, "a.xlsx", Options(split=data.draw(st.sampled_from(["", "rows", "columns"]))))
        except GioiaError:
            return


@given(st.text(alphabet='a,;\t"\n\r一', max_size=40), st.sampled_from(["", "rows", "columns"]))
@settings(max_examples=200)
def test_any_table_is_read_or_refused(text, split):
    try:
        readings = read_original(text.encode(), "a.csv", Options(split=split))
    except GioiaError:
        return
    assert all(reading.text.strip() for reading in readings)
