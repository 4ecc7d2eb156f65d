"""A reviewer reads a report: from every box, arrow, row and number down to the passages, and from a passage up."""

from __future__ import annotations

import importlib.util
from itertools import pairwise

import pytest
from small_studies import tea

from gioia.displays.tables import tables
from gioia.report.bundle import gather

PAPER = """# 书屋

## 发现

一位志愿者说：“头一个月我们轮流看店，谁也没有怨言。”

扎根之后，“邻里相互成全”成为主题。全文有五个二阶主题。
"""


def written_paper(clean):
    path = clean.root.parent / "稿.md"
    path.write_text(PAPER, encoding="utf-8")
    return path


AXE = importlib.util.find_spec("axe_playwright_python") is not None


@pytest.fixture
def reader(reads, clean):
    return reads(clean.root)


def test_every_link_leads_to_something(reads, clean):
    clean.write("memos/出力.md", "---\nabout: 出力\n---\n谁出力最多？\n")
    reader = reads(clean.root)
    left, seen = reader.links("body"), set()
    while left:
        place = left.pop()
        if place in seen or place == "#main":
            continue
        seen.add(place)
        reader.go(place)
        assert reader.heading not in {"这里没有这个名称。", ""}, place
        left += reader.links("body")
    kinds = {place.partition("/")[0].partition("?")[0].lstrip("#") for place in seen}
    assert kinds >= {
        *(
            "structure",
            "model",
            "tables",
            "matrix",
            "sources",
            "timeline",
            "saturation",
            "findings",
            "paper",
            "memos",
            "history",
        ),
        *(
            "method",
            "dimension",
            "theme",
            "concept",
            "coding",
            "document",
            "source",
            "coder",
            "stage",
            "relation",
            "event",
        ),
        *("construct", "passages", "table-2", "figure-2"),
    }


def test_the_keyboard_alone_leads_from_a_dimension_to_a_passage_in_its_document(reader):
    for place in ("#dimension/邻里投入", "#theme/出力", "#concept/轮流值班", "#coding/c01"):
        reader.press_until("Tab", reader.page.evaluate("place => place.replace(/[^#/]+$/, encodeURIComponent)", place))
        reader.page.keyboard.press("Enter")
        reader.until("place => decodeURIComponent(document.getElementById('main').dataset.address) === place", place)
        assert reader.page.evaluate("document.activeElement.id") == "heading"
    assert reader.page.locator(".boxed mark").inner_text() == "头一个月我们轮流值班。"


def test_a_passage_leads_back_up_and_to_all_that_rests_on_it(reader):
    reader.go("#coding/c01")
    assert [link.inner_text() for link in reader.page.locator(".crumbs a").all()] == ["邻里投入", "出力", "轮流值班"]
    assert {"起步", "甲", "F1", "F1/访谈.md"} <= set(reader.page.locator(".side dd").all_inner_texts()) | {"F1"}
    carried = reader.page.locator(".side .list").first.inner_text()
    assert "R01: 出力 → 相识" in carried
    assert "表2" in carried


def test_boxes_and_arrows_of_figures_are_links(reader):
    reader.page.locator(".figure a[href^='#theme']").first.click()
    assert reader.heading.endswith("出力")
    reader.go("#model")
    arrow = reader.page.locator(".figure a.arrow").first
    arrow.focus()
    reader.page.keyboard.press("Enter")
    reader.until("document.getElementById('main').dataset.kind === 'relation'")
    assert "R01" in reader.heading
    assert reader.page.locator(".passages > li").count() == 2


def test_a_number_of_a_table_leads_to_the_codings_that_it_counts(reader, clean):
    table = next(one for one in tables(clean.load()) if "theme-by-stage" in one.key)
    reader.go(f"#table-{table.number}/row-1/column-3")
    assert reader.page.locator(".under .passages > li").count() == 2
    reader.go("#table-2/row-2")
    assert reader.page.locator("tr.meant").count() == 1
    assert "书架是大家一起修好的" in reader.page.locator(".under").inner_text()


def test_the_matrix_shows_sources_in_every_cell_and_why_one_is_empty(reads, clean):
    clean.write("codings/甲/G1/公告.md.jsonl", clean.text("codings/甲/G1/公告.md.jsonl").split("\n")[0] + "\n")
    waiver = "waivers:\n  - rule: PR3\n    subject: 扎根 × 书屋成效\n    reason: 尚无资料\n"
    clean.change("study.yaml", "waivers:\n", waiver)
    reader = reads(clean.root, "matrix")
    cells = [text.split() for text in reader.page.locator(".matrix td").all_inner_texts()]
    assert cells == [["3", "F1", "3"], ["1", "G1", "1"], ["1", "F1", "1"], ["空"]]
    assert "扎根 × 书屋成效" in reader.text
    assert "已豁免：尚无资料" in reader.text


def test_filters_hold_on_the_way_and_are_part_of_the_address(reader):
    reader.page.select_option("select[data-key=stage]", "扎根")
    reader.page.wait_for_selector(".filtered")
    reader.page.locator("main a[href^='#theme']").last.click()
    reader.until("document.getElementById('main').dataset.kind === 'theme'")
    assert "stage=" in reader.page.url
    assert "2 段中的 1 段" in reader.text
    reader.page.locator("[data-key=clear]").click()
    reader.page.wait_for_selector(".filtered", state="detached")
    assert "2 段原文" in reader.text


def test_the_search_finds_names_passages_and_words_of_the_documents(reader):
    reader.page.keyboard.press("/")
    reader.page.keyboard.insert_text("值班")
    reader.until("document.getElementById('main').dataset.kind === 'search'")
    reader.until("!document.querySelector('main [role=status]')")
    assert "轮流值班" in reader.text
    assert reader.page.evaluate("document.activeElement.id") == "search"
    reader.page.locator("main a[href^='#document'][href*='at=']").first.click()
    assert reader.page.locator("mark.sought").inner_text() == "值班"


def test_a_link_from_outside_opens_the_file_at_its_place(reads, clean):
    reader = reads(clean.root, "coding/c06")
    assert "新书架已经立稳。" in reader.heading
    assert reader.open("concept/没有").heading == "这里没有这个名称。"
    assert reader.open("concept/%E0%A4%A").heading == "这里没有这个名称。"


def test_going_back_leads_to_the_place_that_was_left(reads):
    reader = reads(tea())
    page = reader.page
    page.set_viewport_size({"width": 900, "height": 400})
    page.evaluate("scrollTo(0, 300)")
    reader.until("history.state?.top === 300")
    reader.go("#concept/请人试喝")
    reader.until("scrollY === 0")
    page.go_back()
    reader.until("scrollY === 300")


def test_page_and_displays_speak_both_languages(reader):
    assert reader.page.evaluate("document.documentElement.lang") == "zh-Hans"
    drawn = reader.page.locator(".figure svg").first
    assert "一阶概念" in drawn.text_content()
    reader.page.locator("[data-key=language]").click()
    reader.until("document.documentElement.lang === 'en'")
    assert "First-order concepts" in drawn.text_content()
    assert reader.go("#table-2").heading == "Table 2. Representative evidence: 起步"
    assert "2 passages · 2 sources" in reader.go("#concept/轮流值班").text
    assert "1 passage · 1 source" in reader.go("#passages?of=concept:轮流值班&in=起步").text
    assert reader.go("#method").text.startswith("Method")


def test_on_paper_all_of_a_list_is_there_and_nothing_of_the_page_around_it(reads, clean):
    lines = clean.text("codings/甲/G1/公告.md.jsonl").split("\n")[0]
    clean.write("codings/甲/G1/公告.md.jsonl", "".join(lines.replace("c05", f"n{i:03}") + "\n" for i in range(200)))
    reader = reads(clean.root, "concept/轮流值班")
    assert reader.page.locator(".passages > li").count() < 100
    reader.page.emulate_media(media="print")
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator(".passages > li").count() == 201
    hidden = "each => getComputedStyle(each).display === 'none'"
    assert all(reader.page.locator(place).evaluate(hidden) for place in ("#header", "#nav"))


def test_those_who_hear_the_page_have_landmarks_headings_and_names(reader):
    for place in ("structure", "coding/c01", "table-2", "matrix"):
        reader.go(f"#{place}")
        assert reader.page.locator("header, nav#nav, main").count() == 3
        assert reader.page.locator("h1").count() == 1
        unnamed = "all => all.filter(each => !(each.textContent.trim() || each.getAttribute('aria-label'))).length"
        assert reader.page.eval_on_selector_all("a, button", unnamed) == 0
        levels = reader.page.eval_on_selector_all(
            "main :is(h1, h2, h3)", "all => all.map(each => Number(each.tagName[1]))"
        )
        assert levels[0] == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_study_without_anything_has_a_report_too(reads, clean):
    clean.change("study.yaml", clean.text("study.yaml"), "study: x\nlanguage: en\n")
    for file in ("codebook.yaml", "model.yaml"):
        clean.write(file, "")
    reader = reads(clean.root)
    for place in reader.links("#nav"):
        assert reader.go(place).heading


def test_the_first_link_leads_past_the_contents(reader):
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Enter")
    assert reader.page.evaluate("document.activeElement.id") == "heading"
    assert reader.page.evaluate("location.hash") in {"", "#"}


def test_the_matrix_of_the_page_counts_what_the_printed_table_counts(reads, clean):
    reader = reads(clean.root, "matrix")
    table = next(one for one in tables(clean.load()) if "stage-by-dimension" in one.key)
    printed = {column: [int(cell) for cell in cells[:-1]] for column, cells in table.frame.iloc[:, 1:-1].items()}
    cells = [
        [int(text.split()[0]) for text in row.locator("td .big").all_inner_texts()]
        for row in reader.page.locator(".matrix tbody tr").all()
    ]
    assert cells == list(printed.values())


@pytest.mark.skipif(not AXE, reason="axe-playwright-python is not installed")
@pytest.mark.parametrize("width", [1280, 400])
def test_axe_finds_no_serious_fault_on_any_view(reads, clean, width):
    from axe_playwright_python.sync_playwright import Axe

    reader = reads(gather(clean.root, [written_paper(clean)]), viewport={"width": width, "height": 800})
    contents = [place.lstrip("#") for place in reader.links("#nav")]
    named = (
        "dimension/邻里投入",
        "theme/出力",
        "concept/轮流值班",
        "coding/c01",
        "document/F1/访谈.md",
        "source/F1",
        "stage/起步",
    )
    faults = []
    for place in (
        *contents,
        *named,
        "relation/R01",
        "event/挂牌",
        "table-2/row-2",
        "search/值班",
        "theme/出力?stage=起步",
        "paper-1/remark-1",
        "forms/coreq?item=24",
    ):
        reader.go(f"#{place}")
        for each in Axe().run(reader.page).response["violations"]:
            if each["impact"] in {"serious", "critical"}:
                faults += [(place, each["id"], node["html"][:120], node["failureSummary"]) for node in each["nodes"]]
    assert faults == []


@pytest.mark.parametrize("width", [400, 640])
def test_a_narrow_window_does_not_scroll_sideways(reads, clean, width):
    reader = reads(gather(clean.root, [written_paper(clean)]), viewport={"width": width, "height": 700})
    wide = {
        place
        for place in reader.links("#nav")
        if reader.go(place).page.evaluate("document.documentElement.scrollWidth > innerWidth")
    }
    assert wide == set()
