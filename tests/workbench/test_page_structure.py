"""The page in Chromium: what is done with concepts, themes and dimensions, each taken back and done again."""

from __future__ import annotations

import pytest
from browser import MISSING, code, on_disk

from gioia.study.loading import load_study
from gioia.study.memos import memos_about, read_memos

pytestmark = pytest.mark.skipif(MISSING, reason="Chromium or playwright is not installed")

CODEBOOK = """\
codebook: bakery
dimensions:
  - dimension: 起步
    themes:
      - theme: 借力
        concepts:
          - concept: 邻里互助
          - concept: 熟客接龙
      - theme: 借钱
        concepts:
          - concept: 亲友借款
  - dimension: 经营
    themes:
      - theme: 理账
        concepts:
          - concept: 账目清楚
"""


@pytest.fixture
def board(empty, sit):
    """Return the page of a study with a data structure, on the board."""
    (empty / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")
    one = sit(empty)
    code(one, "邻居帮忙送货", "邻里互助")
    one.saved()
    one.press("3")
    one.page.locator("[data-concept='邻里互助']").wait_for()
    one.root = empty
    return one


def outline(board):
    return on_disk(board.root)[1]


def chosen(board, kind, name):
    board.page.locator(f"[data-{kind}='{name}']").focus()


def answered(board, words, *, box="input"):
    board.page.locator(f"dialog {box}").fill(words)
    board.press("Control+Enter" if box == "textarea" else "Enter")
    board.page.locator("dialog").wait_for(state="detached")
    board.saved()


def test_undo_and_redo_follow_every_change_of_the_structure(board):
    def renamed(key, kind, old, new):
        chosen(board, kind, old)
        board.press(key)
        answered(board, new)

    deeds = [
        lambda: renamed("e", "concept", "邻里互助", "街坊帮忙"),
        lambda: renamed("e", "theme", "借力", "借助邻里"),
        lambda: renamed("e", "dimension", "起步", "白手起家"),
        lambda: renamed("m", "concept", "熟客接龙", "街坊帮忙"),
        lambda: renamed("m", "theme", "借钱", "借助邻里"),
        lambda: renamed("g", "theme", "理账", "白手起家"),
        lambda: renamed("g", "concept", "账目清楚", "借助邻里"),
    ]
    states = [outline(board)]
    for deed in deeds:
        deed()
        states.append(outline(board))
        assert states[-1] != states[-2]
    assert states[-1] == {"白手起家": {"借助邻里": ["街坊帮忙", "亲友借款", "账目清楚"], "理账": []}, "经营": {}}
    for state in reversed(states[:-1]):
        board.press("z")
        board.saved()
        assert outline(board) == state
    for state in states[1:]:
        board.press("Shift+Z")
        board.saved()
        assert outline(board) == state
    assert on_disk(board.root)[0] == [("邻居帮忙送货", "街坊帮忙")]


def test_a_theme_is_dragged_under_another_dimension(board):
    target = board.page.locator(".dimension", has=board.page.locator("h2:has-text('经营')"))
    board.page.locator("[data-theme='借钱']").drag_to(target.locator("header h2").first)
    target.locator("[data-theme='借钱']").wait_for()
    board.saved()
    assert outline(board) == {
        "起步": {"借力": ["邻里互助", "熟客接龙"]},
        "经营": {"理账": ["账目清楚"], "借钱": ["亲友借款"]},
    }


def test_definitions_and_memos_are_written_on_the_board_with_the_mouse(board):
    for kind, name, words in [
        ("concept", "邻里互助", "邻居不收钱地出力"),
        ("theme", "借力", "不花钱的帮手"),
        ("dimension", "起步", "开店以前"),
    ]:
        board.page.locator(f"[data-{kind}='{name}']").click()
        board.page.get_by_role("button", name="Define…").click()
        answered(board, words, box="textarea")
    board.page.locator("[data-theme='理账']").click()
    board.page.get_by_role("button", name="Memo…").click()
    answered(board, "与借力对照着读", box="textarea")
    study, _ = load_study(board.root)
    start = study.codebook.dimensions[0]
    assert (start.definition, start.themes[0].definition, start.themes[0].concepts[0].definition) == (
        "开店以前", "不花钱的帮手", "邻居不收钱地出力",
    )  # fmt: skip
    assert "与借力对照着读" in memos_about(read_memos(study), "理账")[0].text
    board.press("z", "z")
    board.saved()
    study, _ = load_study(board.root)
    assert (study.codebook.dimensions[0].definition, memos_about(read_memos(study), "理账")) == ("", [])


def test_concepts_are_merged_split_renamed_and_defined_side_by_side(board):
    board.press("1")
    code(board, "漏单两回", "熟客接龙")
    code(board, "夜里也睡得着", "熟客接龙")
    board.saved()
    board.press("2")
    board.page.locator(".document:has-text('熟客接龙')").click()
    column = board.page.locator(".column")
    column.get_by_role("button", name="Define…").click()
    answered(board, "老顾客自己排单", box="textarea")
    column.locator("header:has-text('老顾客自己排单')").wait_for()
    board.page.locator(".card", has=board.page.locator("mark", has_text="睡得着")).get_by_role("checkbox").check()
    board.page.get_by_role("button", name="Split off…").click()
    answered(board, "安心")
    board.page.locator(".column:has-text('安心')").wait_for()
    assert on_disk(board.root)[0][1:] == [("漏单两回", "熟客接龙"), ("夜里也睡得着", "安心")]
    board.page.get_by_role("region", name="安心").get_by_role("button", name="Merge into…").click()
    answered(board, "账目清楚")
    assert on_disk(board.root)[0][1:] == [("漏单两回", "熟客接龙"), ("夜里也睡得着", "账目清楚")]
    board.press("z", "z")
    board.saved()
    assert on_disk(board.root)[0][1:] == [("漏单两回", "熟客接龙"), ("夜里也睡得着", "熟客接龙")]
