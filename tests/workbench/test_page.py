"""The page in Chromium: whole sessions by mouse and by keyboard, names that look like markup, two versions of one thing."""

from __future__ import annotations

import subprocess

import pytest
from browser import MISSING, code, on_disk
from page_server import PROGRAM

from gioia.study.loading import load_study

pytestmark = pytest.mark.skipif(MISSING, reason="Chromium or playwright is not installed")

HOSTILE = "<img src=x onerror=document.title=2><script>document.title=1</script>"


def test_an_empty_study_becomes_a_data_structure_by_clicking_and_typing(empty, sit):
    one = sit(empty)
    code(one, "只在社区群里接龙", "线上接单")
    code(one, "邻居帮忙送货", "邻里互助")
    code(one, "漏单两回", "订单出错")
    code(one, "账目清楚了", "账目清晰")
    one.saved()

    one.page.get_by_role("button", name="Structure").click()
    answer = one.page.locator("dialog input")

    def asked(button, words, place=one.page):
        place.get_by_role("button", name=button, exact=True).click()
        answer.fill(words)
        answer.press("Enter")
        answer.wait_for(state="detached")
        # What is drawn anew while the mouse takes hold of it is let go of.
        one.saved()

    asked("+ Dimension", "低成本起步")
    asked("+ Dimension", "走向正规")
    for dimension, theme in [("低成本起步", "借助社区"), ("走向正规", "管理改善")]:
        place = one.page.locator(".dimension", has=one.page.locator(f"h2:has-text('{dimension}')"))
        asked("+ Theme", theme, place)
    for concept, theme in [
        ("线上接单", "借助社区"), ("邻里互助", "借助社区"), ("订单出错", "管理改善"), ("账目清晰", "管理改善"),
    ]:  # fmt: skip
        target = one.page.locator(".theme", has=one.page.locator(f"h3:has-text('{theme}')"))
        one.page.locator(f"[data-concept='{concept}']").drag_to(target)
        target.locator(f"[data-concept='{concept}']").wait_for()
        one.saved()
    one.page.locator("img.figure[src^='data:image/svg']").wait_for()

    codings, outline = on_disk(empty)
    assert codings == [
        ("只在社区群里接龙", "线上接单"), ("邻居帮忙送货", "邻里互助"), ("漏单两回", "订单出错"), ("账目清楚了", "账目清晰"),
    ]  # fmt: skip
    assert outline == {
        "低成本起步": {"借助社区": ["线上接单", "邻里互助"]},
        "走向正规": {"管理改善": ["订单出错", "账目清晰"]},
    }


def test_a_session_needs_no_mouse(empty, sit):
    one = sit(empty)
    one.page.wait_for_selector(".block")
    one.press("ArrowRight", "Enter")
    one.type("线上接单")
    one.press("Enter")
    one.press("j", "j", "ArrowRight", "Control+Enter")  # the first sentence of the last turn, in its own words
    one.press("ArrowRight", "ArrowRight", "Enter")
    one.type("xsjd")  # the initials of the first concept
    one.saved()
    one.page.wait_for_selector("#choices [aria-selected=true]:has-text('线上接单')")
    one.press("Enter")
    one.saved()
    one.press("s", "r")
    one.saved()
    one.press("m")
    one.page.locator("dialog textarea").fill("值得比较")
    one.press("Control+Enter")
    one.page.wait_for_selector("dialog", state="detached")
    one.saved()
    study, _ = load_study(empty)
    last = study.codings[-1]
    assert [coding.concept for coding in study.codings] == [
        "线上接单",
        "群里消息太多，漏单两回，老顾客不高兴。",
        "线上接单",
    ]
    assert (last.quotation[:4], last.stage, last.role, last.memo) == ("🙂 现在", "起步", "power", "值得比较")


def test_undo_takes_back_and_redo_does_again(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.press("z")
    one.page.wait_for_selector(".label", state="detached")
    assert on_disk(empty)[0] == []
    one.press("Shift+Z")
    one.page.wait_for_selector(".label")
    assert on_disk(empty)[0] == [("邻居帮忙送货", "邻里互助")]


def test_a_coding_is_resized_by_words_and_removed_by_keys(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙", "邻里互助")
    one.saved()
    one.press("]")
    one.saved()
    assert on_disk(empty)[0] == [("邻居帮忙送货，", "邻里互助")]
    one.press("u")
    one.page.wait_for_selector(".label", state="detached")
    one.saved()
    assert on_disk(empty)[0] == []


def test_a_position_after_a_character_beyond_the_basic_plane_is_counted_in_code_points(empty, sit):
    one = sit(empty)
    code(one, "每周三大家来店里", "顾客参与")
    one.saved()
    assert on_disk(empty)[0] == [("每周三大家来店里", "顾客参与")]


def test_names_that_look_like_markup_are_shown_as_text(empty, sit):
    one = sit(empty, language="zh")
    code(one, "邻居帮忙送货", "占位")
    one.saved()
    one.press("c")
    one.page.locator("dialog input").fill(HOSTILE)
    one.press("Enter")
    one.page.wait_for_selector(".label .name:has-text('onerror')")
    one.saved()
    assert '<b onclick="document.title=3">店名</b>是谁起的？' in one.page.locator(".words").all_text_contents()
    assert one.page.locator(".words b").count() == 0
    for key, place in [("1", ".label .name"), ("2", ".document .title"), ("3", ".chip span")]:
        one.press(key)
        assert (
            HOSTILE
            in one.page.locator(place).all_text_contents() + one.page.locator(".label .name").all_text_contents()
        )
        assert one.page.locator("main img[src=x], nav img, main script").count() == 0
    assert one.page.title() == "面包店 · gioia"


def test_what_the_server_refuses_is_taken_back_and_told(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    code(one, "邻居帮忙送货", "邻里互助")  # the same once more
    one.page.wait_for_selector("#wrong:has-text('Not done')")
    one.saved()
    assert one.page.locator(".label").count() == 1
    one.faults = [fault for fault in one.faults if "400" not in fault]


def test_a_coding_that_was_changed_elsewhere_is_shown_in_both_versions(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    coding = one.server.get("document", name="F1/chen.txt")["codings"][0]
    one.page.route("**/api/changes*", lambda route: route.abort())
    one.page.route(
        "**/api/do",
        lambda route: (one.server.do("set", id=coding["id"], memo="别处写的"), route.continue_())[1],
        times=1,
    )
    one.press("m")
    one.page.locator("dialog textarea").fill("这里写的")
    one.press("Control+Enter")
    box = one.page.locator("dialog.wide")
    assert "别处写的" in box.text_content()
    assert "这里写的" in box.text_content()
    box.get_by_role("button", name="Do mine now").click()
    one.page.wait_for_selector("dialog", state="detached")
    one.saved()
    assert load_study(empty)[0].codings[0].memo == "这里写的"
    one.page.unroute("**/api/changes*")
    one.page.wait_for_timeout(300)
    one.faults = [fault for fault in one.faults if "409" not in fault and "ERR_FAILED" not in fault]


def test_what_another_program_changes_appears_by_itself(empty, sit):
    one = sit(empty)
    one.page.wait_for_selector(".block")
    text = one.server.get("document", name="F1/chen.txt")["text"]
    start = text.index("老顾客")
    one.server.do("code", document="F1/chen.txt", start=start, end=start + 6, concept="老客流失", new=True)
    one.page.wait_for_selector(".label .name:has-text('老客流失')")


def test_passages_of_a_concept_are_split_off_side_by_side(empty, sit):
    one = sit(empty)
    code(one, "漏单两回", "问题")
    code(one, "夜里也睡得着", "问题")
    one.saved()
    one.press("2")
    one.page.locator(".document:has-text('问题')").click()
    one.page.locator(".card", has=one.page.locator("mark", has_text="睡得着")).get_by_role("checkbox").check()
    one.page.get_by_role("button", name="Split off…").click()
    one.page.locator("dialog input").fill("安心")
    one.press("Enter")
    one.page.wait_for_selector(".column:has-text('安心')")
    assert one.page.locator(".column").count() == 2
    assert on_disk(empty)[0] == [("漏单两回", "问题"), ("夜里也睡得着", "安心")]


def test_concepts_are_grouped_and_renamed_on_the_board_by_keys(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.press("3")
    one.page.locator("[data-concept='邻里互助']").focus()
    one.press("g")
    for name in ("借助社区", "低成本起步"):
        one.page.locator("dialog input").fill(name)
        one.press("Enter")
        one.page.wait_for_timeout(100)
    one.page.wait_for_selector(".theme [data-concept='邻里互助']")
    one.page.locator("[data-concept='邻里互助']").focus()
    one.press("e")
    one.page.locator("dialog input").fill("街坊帮忙")
    one.press("Enter")
    one.page.wait_for_selector(".theme [data-concept='街坊帮忙']")
    assert on_disk(empty) == ([("邻居帮忙送货", "街坊帮忙")], {"低成本起步": {"借助社区": ["街坊帮忙"]}})


def test_the_page_has_landmarks_and_tells_what_was_done(empty, sit):
    one = sit(empty, language="zh")
    for role in ("banner", "main", "complementary"):
        assert one.page.get_by_role(role).count() == 1
    assert one.page.get_by_role("navigation").count() == 2
    code(one, "邻居帮忙送货", "邻里互助")
    one.page.wait_for_selector("#said[role=status]:has-text('已编码：邻里互助')")


def test_the_gravest_findings_stand_first_and_each_says_how_grave_it_is(empty, sit):
    one = sit(empty)
    code(one, "只在社区群里接龙", "云端经营")
    one.saved()
    one.press("4")
    one.page.wait_for_selector(".findings li")
    grave = one.page.locator(".finding .severity").all_inner_texts()
    assert list(dict.fromkeys(grave)) == ["Error", "Warning", "Note"]


def test_suggestions_of_the_rules_are_accepted_and_rejected_by_keys(empty, sit):
    rules = "  - concept: 线上接单\n    indicators: [接龙, 群里]\n"
    (empty / "codebook.yaml").write_text(f"codebook: bakery\ndimensions: []\nungrouped:\n{rules}", encoding="utf-8")
    subprocess.run([*PROGRAM, "apply", str(empty)], check=True, capture_output=True)
    one = sit(empty)
    one.page.locator(".label.suggestion").nth(1).wait_for()
    assert one.page.locator(".label.mine").count() == 0
    one.press(".", "a")
    one.saved()
    one.press("x")
    one.page.locator(".label.suggestion").first.wait_for(state="detached")
    one.saved()
    assert one.page.locator(".label.mine").count() == 1
    assert [(verdict.outcome, verdict.by) for verdict in load_study(empty)[0].verdicts] == [
        ("accepted", "甲"),
        ("rejected", "甲"),
    ]


def test_what_has_the_focus_is_outlined_and_every_control_has_a_name(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.page.locator("#header button").first.focus()
    seen = []
    for _ in range(30):
        one.press("Tab")
        seen.append(
            one.page.evaluate(
                """() => {
                  const at = document.activeElement, look = getComputedStyle(at);
                  const label = at.closest('label')?.innerText;
                  return [at.tagName, (at.ariaLabel || at.innerText || label || '').trim(),
                    look.outlineStyle !== 'none' || look.borderLeftColor !== 'rgba(0, 0, 0, 0)'];
                }"""
            )
        )
    reached = {name for tag, name, _ in seen if tag == "BUTTON"}
    assert {"Undo", "Redo", "Keys", "邻里互助", "Remove coding"} <= reached
    assert [each for each in seen if each[0] != "BODY" and not (each[1] and each[2])] == []


def test_who_comes_back_to_the_text_finds_it_where_it_was_left(long_talk, sit):
    one = sit(long_talk)
    one.page.locator("#text").evaluate("text => { text.scrollTop = 2000; }")
    one.page.wait_for_timeout(100)
    one.press("3", "1")
    assert one.page.locator("#text").evaluate("text => text.scrollTop") > 1500
