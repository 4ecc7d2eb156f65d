"""The page for everybody: axe-core finds nothing on any view in either language, nothing is out of reach when it is enlarged,
and a session of many codings needs few keys and no mouse."""

from __future__ import annotations

import importlib.util

import pytest
from browser import MISSING, code

from gioia.study.loading import load_study

pytestmark = pytest.mark.skipif(MISSING, reason="Chromium or playwright is not installed")

AXE = importlib.util.find_spec("axe_playwright_python") is not None
CODEBOOK = """\
codebook: bakery
dimensions:
  - dimension: 起步
    themes:
      - theme: 借力
        concepts:
          - concept: 邻里互助
            definition: 邻居不收钱地出力
            indicators: [送货, 老顾客]
ungrouped:
  - concept: 账目清楚
"""
OVERFLOWING = """() => {
  const wide = document.documentElement, found = [];
  if (wide.scrollWidth > wide.clientWidth + 1) found.push(`page ${wide.scrollWidth} > ${wide.clientWidth}`);
  const isScrolled = (each) => {
    for (let at = each.parentElement; at; at = at.parentElement) {
      if (/auto|scroll/.test(getComputedStyle(at).overflowX + getComputedStyle(at).overflowY)) return true;
    }
    return false;
  };
  for (const each of document.querySelectorAll('button, input, select, textarea, a')) {
    const box = each.getBoundingClientRect();
    if (!box.width || each.closest('.skip') || isScrolled(each)) continue;
    if (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1) found.push(each.textContent || each.tagName);
  }
  return found;
}"""


@pytest.fixture
def coded(empty, sit):
    """Return a function that opens the page of a study with codings, a suggestion, another coder's reading and a finding."""
    from subprocess import run

    from page_server import PROGRAM, Server

    (empty / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    other = Server(empty, coder="乙")
    text = other.get("document", name="F1/chen.txt")["text"]
    start = text.index("邻居帮忙送货")
    other.do("code", document="F1/chen.txt", start=start, end=start + 6, concept="街坊帮忙", new=True)
    other.kill()
    run([*PROGRAM, "apply", str(empty)], check=True, capture_output=True)

    def opened(**more):
        one = sit(empty, **more)
        code(one, "邻居帮忙送货", "邻里互助")
        one.saved()
        return one

    return opened


def on_each_view(one):
    """Go to each view with something to see on it, and to the boxes; yield its name."""
    page = one.page
    yield "read"
    one.press("/")
    one.type("店")
    one.press("Control+Enter")
    page.wait_for_selector(".hits button")
    yield "find"
    one.press("Escape")
    page.locator(".finder button").last.click()
    one.press("ArrowRight", "Enter")
    page.wait_for_selector(".chooser")
    yield "chooser"
    one.press("Escape", "2")
    page.locator(".document:has-text('邻里互助')").click()
    page.wait_for_selector(".card")
    yield "compare"
    one.press("3")
    page.wait_for_selector("img.figure[src^='data:image/svg']")
    page.locator("[data-concept='邻里互助']").focus()
    yield "board"
    one.press("d")
    page.wait_for_selector("dialog textarea")
    yield "definition"
    one.press("Escape", "4")
    page.wait_for_selector(".findings h2")
    yield "findings"
    one.press("5")
    page.wait_for_selector("li.finding input")
    yield "settle"
    one.press("?")
    page.wait_for_selector("dialog .keys")
    yield "keys"


@pytest.mark.skipif(not AXE, reason="axe-playwright-python is not installed")
@pytest.mark.parametrize(("language", "scheme"), [("zh", "light"), ("en", "light"), ("zh", "dark")])
def test_axe_finds_no_serious_fault_on_any_view(coded, language, scheme):
    from axe_playwright_python.sync_playwright import Axe

    one = coded(language=language, color_scheme=scheme)
    one.page.emulate_media(reduced_motion="reduce")
    faults = []
    for view in on_each_view(one):
        for each in Axe().run(one.page).response["violations"]:
            if each["impact"] in {"serious", "critical"}:
                faults += [(view, each["id"], node["html"][:120], node["failureSummary"]) for node in each["nodes"]]
    assert faults == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_enlarged_to_twice_its_size_the_page_does_not_scroll_sideways_and_nothing_is_out_of_reach(coded, language):
    # 1280 pixels at 200 % are 640.
    one = coded(language=language, viewport={"width": 640, "height": 400}, device_scale_factor=2)
    faults = {view: found for view in on_each_view(one) if (found := one.page.evaluate(OVERFLOWING))}
    assert faults == {}


def test_the_focus_goes_from_the_header_to_the_documents_to_the_text_to_the_details(coded):
    one = coded()
    one.press(".")
    one.page.locator("#skip").focus()
    order = []
    for _ in range(60):
        one.press("Tab")
        place = one.page.evaluate(
            "document.activeElement.closest('header#header, #documents, #main, #details, .skip')?.id ?? ''"
        )
        if place and (not order or order[-1] != place):
            order.append(place)
    assert order[:4] == ["header", "documents", "main", "details"]


def test_two_hundred_codings_need_four_keys_each_and_no_mouse(sit, long_talk):
    one = sit(long_talk)
    pressed = 0

    def press(*keys):
        nonlocal pressed
        pressed += len(keys)
        one.press(*keys)

    for number in range(10):  # ten concepts, in the words that stand there
        press("ArrowRight", "Control+Enter")
        one.page.wait_for_function("count => document.querySelectorAll('.label').length === count", arg=number + 1)
    one.saved()  # from now on the initials of the ten are known
    for number in range(10, 200):
        press("ArrowRight")
        if number % 3:
            press("l")  # the same concept again
        else:
            press("Enter")
            press(*"ddsy", "Enter")  # 第…段受访者说 by its initials
    one.page.wait_for_function("() => document.querySelectorAll('.label').length === 200", timeout=240_000)
    one.page.wait_for_selector("body:not([data-busy])", timeout=240_000)
    codings = load_study(long_talk)[0].codings
    assert len(codings) == 200
    assert len({(coding.start, coding.end) for coding in codings}) == 200
    assert pressed / 200 <= 4


def test_a_concept_just_made_is_known_while_an_older_answer_about_the_study_comes_in(sit, long_talk):
    one = sit(long_talk)
    held = []

    def hold(route):
        if len(held) < 2:
            held.append((route, route.fetch()))
        else:
            route.continue_()

    def answer(number):
        while len(held) <= number:
            one.page.wait_for_timeout(20)
        route, known = held[number]
        with one.page.expect_event("requestfinished", lambda asked: "/api/study" in asked.url):
            route.fulfill(response=known)

    one.page.route("**/api/study*", hold)
    one.press("ArrowRight", "Control+Enter")
    while not held:
        one.page.wait_for_timeout(20)
    # The first answer about the study knows nothing of a second concept.
    one.press("ArrowRight", "Control+Enter")
    answer(0)
    one.page.wait_for_timeout(50)
    one.press("ArrowRight", "l")
    answer(1)
    one.page.wait_for_function("() => document.querySelectorAll('.label').length === 3")
    one.saved()
    first, second, third = (coding.concept for coding in load_study(long_talk)[0].codings)
    assert first != second == third
