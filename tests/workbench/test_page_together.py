"""The page in Chromium where several persons, pages or programs are at one study, and finding words in it."""

from __future__ import annotations

import pytest
from browser import MISSING, code, on_disk
from page_server import Server

from gioia.study.loading import load_study
from gioia.study.record import counted_codings, persons_codings

pytestmark = pytest.mark.skipif(MISSING, reason="Chromium or playwright is not installed")


@pytest.fixture
def two_coders(empty):
    """Return a study in which 乙 has coded two passages."""
    other = Server(empty, coder="乙")
    text = other.get("document", name="F1/chen.txt")["text"]
    for words, concept in [("邻居帮忙送货", "街坊帮忙"), ("漏单两回", "订单出错")]:
        start = text.index(words)
        other.do("code", document="F1/chen.txt", start=start, end=start + len(words), concept=concept, new=True)
    other.kill()
    return empty


def test_disagreements_are_settled_one_by_one_by_keys(two_coders, sit):
    one = sit(two_coders)
    code(one, "邻居帮忙送货", "邻里互助")
    code(one, "漏单两回", "手忙脚乱")
    one.saved()
    one.press("5")
    one.page.wait_for_selector("li.finding:focus-within:has-text('邻居帮忙送货')")
    one.press("Space", "Enter")  # the first concept, and on to the next passage
    one.page.wait_for_selector("li.finding:focus-within:has-text('漏单两回')")
    one.press("Space", "Tab", "Space", "Enter")
    one.page.locator("li.settled").nth(1).wait_for()
    one.saved()
    settled = [
        (each.quotation, each.concept) for each in load_study(two_coders)[0].codings if each.coder == "consensus"
    ]
    assert sorted(settled) == sorted([("邻居帮忙送货", "街坊帮忙"), ("漏单两回", "订单出错"), ("漏单两回", "手忙脚乱")])
    one.press("z")
    one.page.locator("li.finding:not(.settled)").first.wait_for()
    one.saved()
    assert sum(each.coder == "consensus" for each in load_study(two_coders)[0].codings) == 1


def test_a_passage_is_settled_on_no_concept_and_that_is_taken_back(two_coders, sit):
    one = sit(two_coders)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.press("5")
    one.page.wait_for_selector("li.finding:focus-within:has-text('邻居帮忙送货')")
    one.press("Enter")  # nothing is ticked: none of the concepts holds
    one.page.locator("li.settled", has_text="no concept holds").wait_for()
    one.saved()
    study, _ = load_study(two_coders)
    assert {each.concept for each in persons_codings(study)} == {"邻里互助", "街坊帮忙", "订单出错"}
    assert {each.concept for each in counted_codings(study)} == {"订单出错"}
    one.page.get_by_role("button", name="Take it back").click()
    one.page.locator("li.finding:not(.settled)").wait_for()
    one.saved()
    assert len(counted_codings(load_study(two_coders)[0])) == 3


def test_a_coding_of_another_person_cannot_be_changed_from_here(two_coders, sit):
    one = sit(two_coders)
    one.press(".", "u")
    one.page.wait_for_selector("#wrong:has-text('gioia code --coder 乙')")
    one.saved()
    assert one.page.locator(".label.others").count() == 2
    one.faults = [fault for fault in one.faults if "400" not in fault]


def test_in_blind_mode_nothing_of_the_others_is_on_the_page(two_coders, sit):
    one = sit(two_coders, options=("--blind",))
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    for key in "12345":
        one.press(key)
        one.saved()
        assert "乙" not in one.page.content()
    one.press("1")
    assert one.page.locator(".label").count() == 1


def test_two_pages_on_one_study_lose_nothing(empty, sit):
    one, other = sit(empty), sit(empty, coder="丙")
    code(one, "邻居帮忙送货", "邻里互助")
    code(other, "漏单两回", "订单出错")
    one.page.wait_for_selector(".label.others:has-text('订单出错')")
    other.page.wait_for_selector(".label.others:has-text('邻里互助')")
    for sitting, words in [(one, "夜里也睡得着"), (other, "账目清楚了")]:
        code(sitting, words, "安心")
    one.saved()
    other.saved()
    assert sorted(on_disk(empty)[0]) == sorted(
        [("邻居帮忙送货", "邻里互助"), ("漏单两回", "订单出错"), ("夜里也睡得着", "安心"), ("账目清楚了", "安心")]
    )


def test_a_codebook_that_an_editor_saves_is_shown_anew_and_a_definition_made_twice_in_both_versions(empty, sit):
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.press("3")
    one.page.locator("[data-concept='邻里互助']").focus()
    one.press("d")
    one.page.locator("dialog textarea").fill("这里写的定义")
    codebook = empty / "codebook.yaml"
    words = codebook.read_text(encoding="utf-8")
    one.page.route("**/api/changes*", lambda route: route.abort())
    codebook.write_text(
        words.replace("concept: 邻里互助", "concept: 邻里互助\n    definition: 编辑器里写的"), encoding="utf-8"
    )
    one.press("Control+Enter")
    box = one.page.locator("dialog.wide")
    assert "编辑器里写的" in box.text_content()
    assert "这里写的定义" in box.text_content()
    box.get_by_role("button", name="Keep what is there").click()
    one.page.unroute("**/api/changes*")
    one.saved()
    one.page.locator(".chip[title='编辑器里写的']").wait_for()
    one.faults = [fault for fault in one.faults if "409" not in fault and "ERR_FAILED" not in fault]


def test_words_are_found_in_the_document_and_what_is_found_can_be_coded(empty, sit):
    one = sit(empty)
    one.press("/")
    one.type("店")
    one.press("Enter", "Enter")
    one.page.wait_for_selector(".finder [role=status]:has-text('2 of')")
    one.press("Escape", "Enter")
    one.type("门店")
    one.press("Enter")
    one.saved()
    assert on_disk(empty)[0] == [("店", "门店")]


def test_words_are_found_in_all_documents(clean, sit):
    one = sit(clean.root)
    documents = list(load_study(clean.root)[0].documents.values())
    words = documents[-1].text.split("\n")[0].strip("# ")[:6]
    one.press("/")
    one.type(words)
    one.press("Control+Enter")
    one.page.wait_for_selector(f".hits button:has-text('{documents[-1].name}')")
    one.page.locator(f".hits button:has-text('{documents[-1].name}')").first.click()
    one.page.wait_for_selector(f".document[aria-current]:has-text('{documents[-1].name.split('/')[1]}')")
    assert words.lower() in one.page.locator(".block[tabindex='0']").text_content().lower()


def test_stage_role_and_memo_of_a_coding_are_set_taken_back_and_set_again(empty, sit):
    def details():
        one.saved()
        [coding] = load_study(empty)[0].codings
        return coding.stage, coding.role, coding.memo, coding.quotation

    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    states = [details()]
    for keys in (["s"], ["s"], ["r"], ["["], ["}"], ["{"], ["m"]):
        one.press(*keys)
        if keys == ["m"]:
            one.page.locator("dialog textarea").fill("待查")
            one.press("Control+Enter")
        states.append(details())
    assert states[-1] == ("开店", "power", "待查", "邻居帮忙")
    assert len(set(states)) == len(states) - 1, "the beginning went there and back"
    for state in reversed(states[:-1]):
        one.press("z")
        assert details() == state
    for state in states[1:]:
        one.press("Shift+Z")
        assert details() == state


def test_an_answer_that_is_late_does_not_take_the_page_back_to_an_older_version(empty, sit):
    one = sit(empty)
    asked, told, held = [], [], []
    one.page.route("**/api/changes*", lambda route: held.append(route))  # noqa: PLW0108 - playwright marks it
    one.page.on(
        "request", lambda each: asked.append(each.post_data_json["version"]) if each.url.endswith("/api/do") else None
    )
    one.page.on("response", lambda each: told.append(each) if each.url.endswith("/api/do") else None)
    for words in ("邻居帮忙送货", "漏单两回", "账目清楚了"):
        code(one, words, "待定")
        one.saved()
        one.page.wait_for_timeout(500)  # the page asks what has changed since the first of them
    for route in held:
        route.fulfill(json={"version": told[1].json()["version"], "documents": [], "structure": False})
    one.page.wait_for_timeout(300)
    code(one, "夜里也睡得着", "安心")
    one.saved()
    assert asked[-1] == told[2].json()["version"]
    one.page.unroute_all(behavior="ignoreErrors")
