"""Moving, removing and renaming in a YAML file: the lines that are meant change, and no other character."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.plaintext.yaml_edit import move_item, remove_item, set_value

BOOK = """\
# 编码本
codebook: 茶铺

dimensions:
  - dimension: 基础
    themes:
      - theme: 开店
        concepts:
          # 首轮访谈
          - concept: 租下铺面   # 街角那间
            definition: |
              租约签了
              才算
            # 待补
          - concept: 借来本钱
      # 次轮
      - theme: 扩店
        concepts:
          - concept: 开出分店

# 还没有主题
ungrouped:
- concept: 请人试喝
  indicators: [试喝, 品尝]
"""

OPENING = [("dimension", "基础"), "themes", ("theme", "开店"), "concepts"]
GROWING = [("dimension", "基础"), "themes", ("theme", "扩店"), "concepts"]


def at(*steps: Any) -> list[Any]:
    return ["dimensions", *steps]


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts, lists and mappings only


def test_an_item_moves_with_its_comments_and_its_block_of_text():
    moved = move_item(BOOK, at(*OPENING, ("concept", "租下铺面")), at(*GROWING))
    block = BOOK[BOOK.index("          # 首轮访谈") : BOOK.index("          - concept: 借来本钱")]
    without = BOOK.replace(block, "")
    assert moved == without.replace("          - concept: 开出分店\n", "          - concept: 开出分店\n" + block)


def test_an_item_takes_the_column_of_the_list_that_it_moves_to():
    moved = move_item(BOOK, at(*OPENING, ("concept", "租下铺面")), ["ungrouped"])
    assert moved.endswith(
        "  indicators: [试喝, 品尝]\n# 首轮访谈\n- concept: 租下铺面   # 街角那间\n"
        "  definition: |\n    租约签了\n    才算\n  # 待补\n"
    )
    grouped = move_item(BOOK, ["ungrouped", ("concept", "请人试喝")], at(*GROWING))
    assert "          - concept: 请人试喝\n            indicators: [试喝, 品尝]\n" in grouped
    assert grouped.endswith("# 还没有主题\nungrouped:\n")


def test_the_last_item_leaves_its_list_empty_and_its_key_there():
    removed = remove_item(BOOK, at(*GROWING, ("concept", "开出分店")))
    assert removed == BOOK.replace("          - concept: 开出分店\n", "")
    assert move_item(removed, ["ungrouped", ("concept", "请人试喝")], at(*GROWING)).count("请人试喝") == 1


def test_a_whole_theme_moves_with_all_that_is_in_it():
    text = BOOK.replace("\n# 还没有主题", "  - dimension: 结果\n\n# 还没有主题")
    moved = read(
        move_item(text, at(("dimension", "基础"), "themes", ("theme", "开店")), at(("dimension", "结果"), "themes"))
    )
    assert [theme["theme"] for theme in moved["dimensions"][0]["themes"]] == ["扩店"]
    assert [concept["concept"] for concept in moved["dimensions"][1]["themes"][0]["concepts"]] == [
        "租下铺面",
        "借来本钱",
    ]


@pytest.mark.parametrize("name", ["租下铺面", "租下“街角”：铺面", "no", "2013", "- 甲", "a: b # c", "'", "甲\n乙"])
def test_a_name_is_replaced_where_it_stands(name):
    renamed = set_value(BOOK, at(*OPENING, ("concept", "租下铺面")), "concept", name)
    assert read(renamed)["dimensions"][0]["themes"][0]["concepts"][0]["concept"] == name
    assert renamed.split("concept: ", 1)[0] == BOOK.split("concept: ", 1)[0]
    assert renamed.split("   # 街角那间")[1] == BOOK.split("   # 街角那间")[1]


def test_a_block_of_text_is_replaced_and_a_missing_key_comes_last_in_its_item():
    place = at(*OPENING, ("concept", "租下铺面"))
    assert set_value(BOOK, place, "definition", "签下租约") == BOOK.replace(
        "definition: |\n              租约签了\n              才算\n", "definition: 签下租约\n"
    )
    other = at(*OPENING, ("concept", "借来本钱"))
    added = set_value(BOOK, other, "definition", "亲友借的钱")
    assert added == BOOK.replace("- concept: 借来本钱\n", "- concept: 借来本钱\n            definition: 亲友借的钱\n")


def test_crlf_files_stay_crlf():
    crlf = BOOK.replace("\n", "\r\n")
    path = at(*OPENING, ("concept", "租下铺面"))
    assert move_item(crlf, path, ["ungrouped"]) == move_item(BOOK, path, ["ungrouped"]).replace("\n", "\r\n")
    assert remove_item(crlf, path) == remove_item(BOOK, path).replace("\n", "\r\n")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("ungrouped: [{concept: 甲}, {concept: 乙}]\n", ["ungrouped", ("concept", "甲")]),
        ("ungrouped:\n  [\n    {concept: 甲}]\n", ["ungrouped", ("concept", "甲")]),
        ("ungrouped:\n  - concept: 甲\n", ["ungrouped", ("concept", "乙")]),
        ("", ["ungrouped", ("concept", "乙")]),
    ],
)
def test_what_does_not_stand_on_lines_of_its_own_is_refused_with_a_remedy(text, path):
    with pytest.raises(GioiaError) as caught:
        remove_item(text, path)
    assert caught.value.remedy


NAMES = st.lists(
    st.text("甲乙丙#:- ab'\"", min_size=1, max_size=6).map(str.strip).filter(bool), min_size=2, max_size=6, unique=True
)
COMMENTS = st.sampled_from(["", "# 注", "  # 深", "\n", "# 甲\n  # 乙"])


@st.composite
def books(draw: st.DrawFn) -> tuple[str, list[str], list[str]]:
    """Return a file of two lists with comments and blank lines anywhere, and the names in each."""
    names = draw(NAMES)
    cut = draw(st.integers(1, len(names)))
    text = ""
    for key, part in (("one", names[:cut]), ("two", names[cut:])):
        text += f"{key}:\n"
        column = draw(st.sampled_from([0, 2, 4]))
        for name in part:
            comment = draw(COMMENTS)
            text += "".join(" " * column + line + "\n" if line else "\n" for line in comment.split("\n") if comment)
            text += f"{' ' * column}- concept: {yaml.dump(name, allow_unicode=True).removesuffix('...' + chr(10)).strip()}\n"
            text += f"{' ' * column}  definition: 丁\n" * draw(st.integers(0, 1))
    return text, names[:cut], names[cut:]


@settings(max_examples=200)
@given(books(), st.data())
def test_whatever_moves_the_other_lines_stay_in_their_order(book, data):
    text, one, two = book
    name = data.draw(st.sampled_from(one))
    moved = move_item(text, ["one", ("concept", name)], ["two"])
    got = read(moved)
    assert [item["concept"] for item in got["one"] or []] == [other for other in one if other != name]
    assert [item["concept"] for item in got["two"] or []] == [*two, name]
    assert sorted(line.strip() for line in moved.splitlines()) == sorted(line.strip() for line in text.splitlines())
    removed = remove_item(text, ["one", ("concept", name)])
    assert "\n".join(removed.splitlines()) in _kept(text, removed)


def _kept(text: str, removed: str) -> list[str]:
    """Return the texts that come of taking one run of lines out of `text`, as many as `removed` has fewer."""
    lines = text.splitlines()
    gone = len(lines) - len(removed.splitlines())
    return ["\n".join(lines[:at] + lines[at + gone :]) for at in range(len(lines) - gone + 1)]
