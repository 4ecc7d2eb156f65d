"""Adding to a YAML file: what a person wrote stays byte for byte, and the item is there."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.errors import GioiaError
from gioia.plaintext.yaml_edit import append_item
from gioia.plaintext.yaml_nodes import Step

STUDY = """\
# 研究：乐纯
study: 乐纯   # 简称

codebook: "../codebook.yaml"


sources:
  # 官方资料
  - source: G1
    name: 官网   # 77篇

  # 访谈
  - source: F1
    name: 访谈
    # extent: 待补

# 以下是阶段
stages:
- stage: 企业主导
  start: 2013-12

roles: [企业, 用户]  # 两方
coders: []   # 还没有
waivers:
# 完
"""


def read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts, lists and mappings only


def inserted(old: str, new: str) -> str:
    """Return the one piece that was put into `old`; fails where anything else changed."""
    start = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(old))
    piece = new[start : start + len(new) - len(old)]
    assert old[:start] + piece + old[start:] == new
    return piece


def ended(text: str) -> str:
    line_end = "\r\n" if "\r\n" in text else "\n"
    return text if text.endswith("\n") else text + line_end


class TestWhereTheItemGoes:
    def test_below_the_last_item_and_the_comment_that_belongs_to_it(self) -> None:
        new = append_item(STUDY, ["sources"], {"source": "Q1", "name": "博客"})
        assert new == STUDY.replace("    # extent: 待补\n", "    # extent: 待补\n  - source: Q1\n    name: 博客\n")

    def test_in_the_column_of_the_list(self) -> None:
        new = append_item(STUDY, ["stages"], {"stage": "用户主导"})
        assert new == STUDY.replace("  start: 2013-12\n", "  start: 2013-12\n- stage: 用户主导\n")

    def test_into_a_list_in_brackets(self) -> None:
        assert append_item(STUDY, ["roles"], "政府") == STUDY.replace("[企业, 用户]", "[企业, 用户, 政府]")
        new = append_item("roles: [\n  企业,  # 甲\n  用户,  # 乙\n]\n", ["roles"], {"role": "a, b"})
        assert new == "roles: [\n  企业,  # 甲\n  用户, {role: 'a, b'},  # 乙\n]\n"

    def test_in_place_of_empty_brackets_and_the_comment_stays(self) -> None:
        new = append_item(STUDY, ["coders"], {"coder": "甲"})
        assert new == STUDY.replace("coders: []   # 还没有\n", "coders:   # 还没有\n  - coder: 甲\n")

    def test_a_comment_inside_empty_brackets_stays_too(self) -> None:
        assert append_item("a: [  # 待补\n]\n", ["a"], "甲") == "a: [  # 待补\n甲]\n"

    @pytest.mark.parametrize("nothing", ["", " ~", " null"])
    def test_below_a_key_without_a_value(self, nothing: str) -> None:
        text = STUDY.replace("waivers:", f"waivers:{nothing}")
        new = append_item(text, ["waivers"], {"rule": "PR3"})
        assert new == STUDY.replace("waivers:\n", "waivers:\n  - rule: PR3\n")

    def test_a_missing_key_comes_last_in_its_mapping(self) -> None:
        assert append_item("study: 甲\nabout: 乙  # 丙\n\n# 完\n", ["roles"], "企业") == (
            "study: 甲\nabout: 乙  # 丙\nroles:\n  - 企业\n\n# 完\n"
        )

    def test_an_empty_file_and_one_of_comments_only(self) -> None:
        assert append_item("", ["roles"], "企业") == "roles:\n  - 企业\n"
        assert append_item("# 甲", ["roles"], "企业") == "# 甲\nroles:\n  - 企业\n"

    def test_a_file_without_its_last_line_end(self) -> None:
        assert append_item("roles:\n  - 企业", ["roles"], "用户") == "roles:\n  - 企业\n  - 用户\n"

    def test_crlf_files_stay_crlf(self) -> None:
        text = STUDY.replace("\n", "\r\n")
        for path, item in ((["sources"], {"source": "Q1", "name": "乙"}), (["coders"], "甲"), (["new"], "甲")):
            assert append_item(text, path, item) == append_item(STUDY, path, item).replace("\n", "\r\n")

    def test_a_file_of_both_line_ends_keeps_each_where_it_is(self) -> None:
        text = "study: 甲\nroles:\r\n  - 企业\r\nabout: 乙\n"
        assert inserted(text, append_item(text, ["roles"], "用户")) == "  - 用户\r\n"


class TestTheLastValueIsABlockOfText:
    @pytest.mark.parametrize("style", ["|", ">", "|-", ">-", "|2", "| # 注"])
    def test_the_item_comes_below_the_text_and_above_the_blank_lines(self, style: str) -> None:
        text = f"a:\n  - name: 甲\n    about: {style}\n      一行\n\n      又一行\n\n\nb: 1\n"
        assert append_item(text, ["a"], {"name": "乙"}) == text.replace("又一行\n", "又一行\n  - name: 乙\n")

    def test_blank_lines_that_belong_to_the_text_stay_in_it(self) -> None:
        text = "a:\n  - name: 甲\n    about: |+\n      一行\n\n\nb: 1\n"
        assert append_item(text, ["a"], {"name": "乙"}) == text.replace("\n\n\nb", "\n\n\n  - name: 乙\nb")

        empty = "a:\n  - about: |+\n\nb: 1\n"
        assert append_item(empty, ["a"], {"name": "乙"}) == empty.replace("\n\nb", "\n\n  - name: 乙\nb")

    def test_a_missing_key_below_a_block_of_text(self) -> None:
        assert append_item("a: |\n  甲\n\n# 完\n", ["b"], "乙") == "a: |\n  甲\nb:\n  - 乙\n\n# 完\n"


class TestNestedPlaces:
    CODEBOOK = """\
dimensions:
  - dimension: 基础条件
    themes:
      - theme: 资源
        concepts:
          - concept: 积累   # 一
          # 二
      - theme: 机会
  - dimension: 价值迭代
"""

    @pytest.mark.parametrize(
        ("path", "after", "lines"),
        [
            (
                [("dimension", "基础条件"), "themes", ("theme", "资源"), "concepts"],
                "          - concept: 积累   # 一\n",
                "          - concept: 新\n",
            ),
            (
                [("dimension", "基础条件"), "themes", ("theme", "机会"), "concepts"],
                "      - theme: 机会\n",
                "        concepts:\n          - concept: 新\n",
            ),
            (
                [("dimension", "价值迭代"), "themes"],
                "  - dimension: 价值迭代\n",
                "    themes:\n      - concept: 新\n",
            ),
        ],
    )
    def test_an_item_below_named_items(self, path: list[Step], after: str, lines: str) -> None:
        new = append_item(self.CODEBOOK, ["dimensions", *path], {"concept": "新"})
        assert new == self.CODEBOOK.replace(after, after + lines)

    def test_a_mapping_of_lists_is_indented_as_people_do(self) -> None:
        item = {"theme": "效用", "concepts": [{"concept": "甲"}, {"concept": "乙"}]}
        new = append_item(self.CODEBOOK, ["dimensions", ("dimension", "价值迭代"), "themes"], item)
        assert inserted(self.CODEBOOK, new) == (
            "    themes:\n      - theme: 效用\n        concepts:\n          - concept: 甲\n          - concept: 乙\n"
        )


HARD = [
    "a: b",
    "# 甲",
    "- 甲",
    "一\n二\n\n三",
    "'单' \"双\"",
    "",
    "null",
    "~",
    "2013-12",
    " 前后 ",
    "{a",
    "[a",
    "&a",
    "*a",
    "!a",
    "@a",
    "|",
    ">",
    "---",
    "甲\u2028乙",
    "甲\x85乙",
    "\t",
    "\x01",
    "\ufeff",
    "🥛",
]


class TestTheItem:
    @pytest.mark.parametrize("words", HARD)
    @pytest.mark.parametrize("text", ["u:\n    - 甲\nz: 1\n", "u: [甲]  # 注\n", "u: []\n", "p:\n  u:\n    - a: b\n"])
    def test_any_words_come_back_to_the_letter(self, text: str, words: str) -> None:
        path = ["p", "u"] if text.startswith("p") else ["u"]
        for item in (words, {"name": words}, {"with": [words, {"x": words}]}):
            after = read(append_item(text, path, item))
            assert after.get("p", after)["u"][-1] == item

    def test_long_words_take_one_line(self) -> None:
        words = "long words of a person " * 20 + "end"
        assert append_item("a: []\n", ["a"], {"b": words}) == f"a:\n  - b: {words}\n"

    def test_words_of_several_lines_take_one_line(self) -> None:
        assert append_item("a: []\n", ["a"], {"b": "一\n二"}) == 'a:\n  - b: "一\\n二"\n'


class TestRefusals:
    @pytest.mark.parametrize(
        "text",
        [
            "a: 甲\n",
            "a: {b: 1}\n",
            "{b: 1}\n",
            "- a\n",
            "a: [\n",
            "b: &x 1\nc: *x\n",
            "a: 1\na: 2\n",
            "\ta: 1\n",
            "[" * 5000,
        ],
    )
    def test_a_place_that_cannot_be_added_to_is_refused_and_nothing_is_returned(self, text: str) -> None:
        with pytest.raises(GioiaError):
            append_item(text, ["a"], "乙")


COMMENTS = st.sampled_from(["", "", "", "  # 注", "   #注: [x"])
FILLERS = st.sampled_from(["", "", "", "\n", "# 整行\n", "\n  # 缩进\n\n"])
SCALARS = st.sampled_from(["甲", "'引: 号'", '"a # b"', "", "2014-08", "多 词 语", "[一, 二]", "{一: 二}"])


LISTS = {
    "flow": "items: [甲, {乙: 丙}]",
    "flow lines": "items: [\n  甲,  # 一\n  乙  # 二\n ]",
    "empty": "items: []",
    "null": "items:",
}


@st.composite
def lines(draw: st.DrawFn, words: str) -> str:
    return f"{words}{draw(COMMENTS)}\n{draw(FILLERS)}"


@st.composite
def blocks(draw: st.DrawFn) -> str:
    """Return a list with a dash a line, of scalars, mappings and blocks of text."""
    dash = draw(st.sampled_from(["", "  ", "    "]))
    scalars = SCALARS.flatmap(lambda words: lines(f"{dash}- {words}"))
    pairs = SCALARS.flatmap(lambda words: lines(f"{dash}- name: {words}"))
    mappings = st.tuples(pairs, SCALARS.flatmap(lambda words: lines(f"{dash}  more: {words}"))).map("".join)
    styles = st.sampled_from(["|", ">", "|+", ">-"])
    texts = styles.map(lambda style: f"{dash}- text: {style}\n{dash}     一\n\n{dash}     二\n\n")
    items = draw(st.lists(st.one_of(scalars, mappings, texts), min_size=1, max_size=3))
    return draw(lines("items:")) + "".join(items)


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, list[Step], str]:
    """Return a small file with comments and blank lines as people leave them, the place of a list, and its style."""
    style = draw(st.sampled_from(["block", "missing", *LISTS]))
    text = draw(FILLERS) + draw(lines(f"first: {draw(SCALARS)}"))
    if style == "block":
        text += draw(blocks())
    elif style in LISTS:
        text += draw(lines(LISTS[style]))
    if draw(st.booleans()):
        text += draw(lines(f"last: {draw(SCALARS)}"))
    path: list[Step] = ["items"]
    if draw(st.booleans()):
        text = "top:\n" + "".join(f"  {row}" if row.strip() else row for row in text.splitlines(keepends=True))
        path = ["top", "items"]
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    return (text.replace("\n", "\r\n") if draw(st.booleans()) else text), path, style


class TestAnyDocument:
    @given(documents(), st.one_of(st.sampled_from(HARD), st.fixed_dictionaries({"name": st.sampled_from(HARD)})))
    @settings(max_examples=250)
    def test_the_file_holds_what_it_held_and_the_item(self, case: tuple[str, list[Step], str], item: Any) -> None:
        text, path, _ = case
        wanted = read(text)
        where = wanted["top"] if "top" in path else wanted
        where["items"] = [*(where.get("items") or []), item]
        assert read(append_item(text, path, item)) == wanted

    @given(documents())
    @settings(max_examples=250)
    def test_but_for_what_was_inserted_the_file_is_the_same(self, case: tuple[str, list[Step], str]) -> None:
        text, path, style = case
        new = append_item(text, path, {"name": "新"})
        if style == "empty":
            before, _, after = text.partition("items: []")
            comment, newline, below = after.partition("\n")
            assert new.startswith(before + "items:")
            assert new.endswith(newline + below)
            assert comment.strip() in new[len(before) :].partition("\n")[0]
        else:
            assert "name" in inserted(ended(text), ended(new))
        assert new.count("\r\n") in {0, new.count("\n")}
