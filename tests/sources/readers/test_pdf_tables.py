"""Tables of a PDF: cell by cell where rules part them, turn by turn where they are a transcript, else a doubt that names pages."""

from __future__ import annotations

from collections.abc import Sequence

from pdf_files import LINE, at, file_of

from gioia.sources.readers import Reading, pdf

LEFT, RIGHT, TOP = 60, 540, 700
TURNS = [
    ("访谈者", ["您第一次听说这件事", "是什么时候？"]),
    ("受访者A", ["应该是那年春天，", "邻居拿来一张图纸，", "问我能不能照着做。"]),
    ("访谈者", ["您怎么回答？"]),
    ("受访者A", ["我说可以先试一个。"]),
]
SPOKEN = "访谈者: 您第一次听说这件事是什么时候？\n\n受访者A: 应该是那年春天，邻居拿来一张图纸，问我能不能照着做。"


def rule(left: float, bottom: float, right: float, top: float) -> str:
    return f"{left} {bottom} m {right} {top} l S\n"


def page(
    rows: Sequence[Sequence[Sequence[str] | str]],
    places: Sequence[int],
    *,
    level: bool = True,
    upright: bool = True,
    top: float = TOP,
    right: float = RIGHT,
    above: str = "",
) -> str:
    """Return a page with a table: rows of cells, a cell a list of lines; the last cell ends at `right`."""
    drawn, height = above, top
    for row in rows:
        cells = [[cell] if isinstance(cell, str) else cell for cell in row]
        drawn += rule(LEFT, height, right, height) if level else ""
        for place, cell in zip(places, cells, strict=True):
            drawn += "".join(at(place + 4, height - LINE * (n + 1), line) for n, line in enumerate(cell) if line)
        height -= LINE * max(map(len, cells)) + 6
    drawn += rule(LEFT, height, right, height) if level else ""
    return drawn + "".join(rule(x, height, x, top) for x in (*places, right) if upright)


def read(*pages: str) -> Reading:
    (reading,) = pdf.read(file_of(*pages), "a.pdf", None)
    return reading


def paragraphs(*pages: str) -> list[str]:
    return read(*pages).text.rstrip("\n").split("\n\n")


class TestRuled:
    def test_cells_of_several_lines_are_not_mixed(self) -> None:
        rows = [
            ("Theme", "Meaning"),
            (["price", "wars"], ["sellers who go below", "each other"]),
            ("trust", "buyers stay"),
        ]
        assert read(page(rows, (60, 200))).text == (
            "Theme\tMeaning\nprice wars\tsellers who go below each other\ntrust\tbuyers stay\n"
        )

    def test_a_transcript_is_one_turn_a_row(self) -> None:
        found = paragraphs(page(TURNS, (60, 160), right=270))
        assert "\n\n".join(found[:2]) == SPOKEN
        assert len(found) == len(TURNS)

    def test_boxes_around_the_cells_part_them_as_well(self) -> None:
        boxes = "".join(f"{x} {y} {w} 20 re S\n" for y in (680, 660) for x, w in ((60, 100), (160, 380)))
        words = at(64, 686, "one") + at(164, 686, "two words") + at(64, 666, "three") + at(164, 666, "four words")
        assert read(boxes + words).text == "one\ttwo words\nthree\tfour words\n"

    def test_a_merged_cell_stands_in_its_first_column(self) -> None:
        drawn = (
            "".join(rule(60, y, 540, y) for y in (700, 680, 660)) + rule(60, 660, 60, 700) + rule(540, 660, 540, 700)
        )
        drawn += rule(200, 660, 200, 680)
        words = at(120, 686, "over both columns") + at(64, 666, "a") + at(204, 666, "b")
        assert read(drawn + words).text == "over both columns\na\tb\n"

    def test_what_stands_above_and_below_stays_there(self) -> None:
        around = at(60, 740, "Above the table.") + at(60, 500, "Below it.")
        assert paragraphs(page([("a", "b c"), ("d", "e f")], (60, 200), above=around)) == [
            "Above the table.",
            "a\tb c\nd\te f",
            "Below it.",
        ]

    def test_a_turn_that_the_page_breaks_goes_on(self) -> None:
        first = page(
            [*TURNS[:3], ("受访者A", ["我说可以先试一个，不过木料要自己去市场上挑回来，一共花了两个月又二十天的"])],
            (60, 160),
        )
        second = page([("", ["时间。"]), TURNS[0]], (60, 160))
        reading = read(first, second)
        assert "花了两个月又二十天的时间。\n\n访谈者: " in reading.text
        assert reading.text[reading.pages[1] :].startswith("时间。")

    def test_headings_that_come_back_on_the_next_page_stand_once(self) -> None:
        head = ("说话人", "内容")
        text = read(page([head, *TURNS], (60, 160), top=600), page([head, *TURNS], (60, 160), top=600)).text
        assert text.count("内容") == 1

    def test_a_frame_around_running_text_is_no_table(self) -> None:
        left = [f"left line {number} of the text goes on" for number in range(30)]
        right = [f"right line {number} of the text goes on" for number in range(30)]
        framed = page([(left, right)], (60, 300))
        assert paragraphs(framed) == [" ".join(left + right)]

    def test_what_looks_like_a_stand_in_is_none(self) -> None:
        odd = at(60, 740, "\ufdd07\ufdd1")
        assert "a\tb c" in read(page([("a", "b c"), ("d", "e f")], (60, 200), above=odd)).text

    def test_rows_parted_by_level_rules_alone(self) -> None:
        rows = [
            ("Theme", "Meaning"),
            (["price", "wars"], ["sellers who go below", "each other"]),
            ("trust", "buyers stay"),
        ]
        assert read(page(rows, (60, 200), upright=False)).text == (
            "Theme\tMeaning\nprice wars\tsellers who go below each other\ntrust\tbuyers stay\n"
        )


class TestUnruled:
    def test_a_transcript_is_told_by_its_names(self) -> None:
        found = paragraphs(page(TURNS, (60, 160), level=False, upright=False))
        assert "\n\n".join(found[:2]) == SPOKEN

    def test_a_time_before_the_name_is_told_too(self) -> None:
        rows = [(f"00:0{number}:10", *turn) for number, turn in enumerate(TURNS)]
        found = paragraphs(page(rows, (60, 140, 220), level=False, upright=False))
        assert found[0] == "访谈者 (00:00:10): 您第一次听说这件事是什么时候？"
        assert found[3] == "受访者A (00:03:10): 我说可以先试一个。"

    def test_a_list_whose_lines_hang_behind_its_numbers_keeps_its_items(self) -> None:
        first = ["Researchers gather what informants say and keep the words that they", "used."]
        second = ["Another item of the list that also goes on for more than a single line", "here."]
        items = at(60, 700, "1.") + at(76, 700, first[0]) + at(76, 686, first[1])
        items += at(60, 672, "2.") + at(76, 672, second[0]) + at(76, 658, second[1])
        assert paragraphs(items) == [f"1. {' '.join(first)}", f"2. {' '.join(second)}"]

    def test_the_signs_before_the_items_of_a_list_are_no_speakers(self) -> None:
        items = ["filling the drawer again", "fixing the label to it", "flying a kite over it"]
        lines = "".join(at(60, 700 - LINE * n, "-") + at(90, 700 - LINE * n, item) for n, item in enumerate(items))
        assert paragraphs(lines) == [f"- {item}" for item in items]

    def test_cells_that_may_be_mixed_are_a_doubt_that_names_the_page(self) -> None:
        rows = [("Theme", "Meaning", "Case"), ("price", ["sellers who", "go below"], "two"), ("trust", "buyers", "one")]
        remarks = read(at(60, 700, "First page."), page(rows, (60, 200, 400), level=False, upright=False)).remarks
        assert [remark.message for remark in remarks] == [
            "page 2: a table without ruled columns; its cells of several lines may be mixed with each other"
        ]
