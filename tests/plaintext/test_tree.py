"""YAML as a tree: everything keeps its line, and what is wrong is a finding at its line."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from gioia.findings import Finding
from gioia.plaintext import tree
from gioia.plaintext.tree import Node, parse_tree, read_tree

CODEBOOK = """\
# 编码本
codebook: 乐纯
dimensions:
  - dimension: 基础条件
    definition: |
      企业握有的资源，
      以及它怎样变化。

    themes:
      - theme: 资源   # 二阶
        concepts:
          - concept: 积累经验
            indicators: [蓝带, "厨艺"]
          - {concept: 积累人脉}
ungrouped:
"""


def said(text: str) -> list[tuple[str, int]]:
    return [(found.rule, found.place.line) for found in parse_tree(text, "codebook.yaml")[1]]


def only(text: str) -> Finding:
    _, [found] = parse_tree(text, "codebook.yaml")
    return found


def plain(node: Node) -> object:
    if node.kind == "map":
        return {key: plain(value) for key, value in node.entries.items()}
    if node.kind == "list":
        return [plain(item) for item in node.items]
    return None if node.null else node.text


class TestPlaces:
    def test_every_value_keeps_the_line_that_an_editor_shows(self) -> None:
        tree, findings = parse_tree(CODEBOOK, "codebook.yaml")
        [dimension] = tree.list("dimensions")
        [theme] = dimension.list("themes")
        first, second = theme.list("concepts")
        assert findings == []
        assert str(dimension.place) == "codebook.yaml:4:"
        assert [theme.place.line, first.place.line, second.place.line] == [10, 12, 14]
        assert [item.place.line for item in first.list("indicators")] == [13, 13]

    def test_the_value_of_a_key_stands_where_its_key_does(self) -> None:
        tree, _ = parse_tree(CODEBOOK, "codebook.yaml")
        assert {key: node.place.line for key, node in tree.entries.items()} == {
            "codebook": 2,
            "dimensions": 3,
            "ungrouped": 15,
        }
        assert tree.list("dimensions")[0].entries["themes"].place.line == 9

    @pytest.mark.parametrize("odd", ["\u2028", "\u2029", "\x85"])
    def test_what_no_editor_takes_for_a_line_end_is_none(self, odd: str) -> None:
        tree, findings = parse_tree(f"about: '甲{odd}乙'\nstudy: 丙\n", "study.yaml")
        assert (tree.entries["study"].place.line, findings) == (2, [])
        assert said(f"about: '甲{odd}乙'\nstudy: a: b\n") == [("FI2", 2)]

    def test_crlf_is_one_line_end(self) -> None:
        tree, findings = parse_tree(CODEBOOK.replace("\n", "\r\n"), "codebook.yaml")
        assert (tree.entries["ungrouped"].place.line, findings) == (15, [])

    def test_the_first_words_of_a_file_stand_in_line_1(self) -> None:
        tree, _ = parse_tree("- 甲", "a.yaml")
        assert (tree.kind, tree.place.line, tree.items[0].place.line) == ("list", 1, 1)


class TestValues:
    def test_a_value_is_the_words_that_the_person_wrote(self) -> None:
        tree, _ = parse_tree("start: 2013-12\nno: no\nnumber: 1e3\nhex: 0x1F\ntime: 12:30:45\n", "study.yaml")
        assert plain(tree) == {"start": "2013-12", "no": "no", "number": "1e3", "hex": "0x1F", "time": "12:30:45"}

    def test_nothing_after_the_colon_is_no_value_and_quotation_marks_are_an_empty_text(self) -> None:
        tree, _ = parse_tree("a:\nb: ~\nc: null\nd: ''\ne: \"null\"\nf: |\n", "study.yaml")
        assert {key: node.null for key, node in tree.entries.items()} == dict(
            zip("abcdef", [True, True, True, False, False, False], strict=True)
        )
        assert tree.get("a") is None
        assert tree.get("d") is not None

    def test_reading_by_key_never_fails(self) -> None:
        tree, _ = parse_tree("a: [x, [y], ~, {z: 1}]\nb: text\nc:\n", "a.yaml")
        assert tree.strings("a") == ("x",)
        assert (tree.string("a"), tree.list("b"), tree.string("c"), tree.strings("d")) == ("", [], "", ())

    def test_chinese_keys(self) -> None:
        tree, findings = parse_tree("一阶概念: 积累\n“引号”: 乙\n", "a.yaml")
        assert (plain(tree), findings) == ({"一阶概念": "积累", "“引号”": "乙"}, [])

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "\ufeff"])
    def test_an_empty_file_is_an_empty_mapping(self, text: str) -> None:
        tree, findings = parse_tree(text, "a.yaml")
        assert (tree.kind, tree.entries, findings) == ("map", {}, [])


class TestFindings:
    def test_every_key_that_stands_twice_is_reported_with_its_first_place(self) -> None:
        text = "a: 1\nb:\n  - x\na: 2\nc:\n  d: 1\n  d: 2\nb:\n  - y\na: 3\n"
        tree, findings = parse_tree(text, "a.yaml")
        assert [(f.rule, f.place.line, f.message) for f in findings] == [
            ("FI3", 4, "the key 'a' stands twice here, first at line 1"),
            ("FI3", 7, "the key 'd' stands twice here, first at line 6"),
            ("FI3", 8, "the key 'b' stands twice here, first at line 2"),
            ("FI3", 10, "the key 'a' stands twice here, first at line 1"),
        ]
        assert plain(tree) == {"a": "1", "b": ["x"], "c": {"d": "1"}}

    def test_faults_inside_the_value_of_a_repeated_key_are_reported_as_well(self) -> None:
        assert said("a: 1\na: {b: 1, b: 2}\n") == [("FI3", 2), ("FI3", 2)]

    def test_every_tab_in_the_indentation_is_reported(self) -> None:
        assert said("a:\n\tb: 1\n  \tc: 2\nd: 3\n\te: 4\n") == [("FI2", 2), ("FI2", 3), ("FI2", 5)]
        assert "spaces" in parse_tree("a:\n\tb: 1\n", "a.yaml")[1][0].remedy

    def test_a_tab_on_a_blank_line_is_reported(self) -> None:
        assert said("a: b\n\t\nc: d\n") == [("FI2", 2)]

    def test_a_tab_inside_a_text_is_none_of_our_business(self) -> None:
        assert said('a: "b\tc"\nd:\te\n') == []

    def test_every_mark_of_a_merge_is_reported_and_nothing_else(self) -> None:
        text = "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\nc: [\n"
        assert said(text) == [("FI4", 2), ("FI4", 6)]

    def test_a_long_arrow_in_a_text_is_no_mark_of_a_merge(self) -> None:
        assert said("a: |\n  <<<<<<< 甲\nb: '>>>>>>>'\n<<<<<<<<甲: 乙\n") == []

    @pytest.mark.parametrize(
        ("text", "line"),
        [
            ("a: 1\nb: c: d\n", 2),
            ("a: 1\nb: [x\nc: 2\n", 3),
            ('a: 1\nb: "x\nc: 3\n', 2),
            ("a: 1\n  b: 2\n", 2),
            ("a: 1\nb\nc: 2\n", 3),
            ("a: @x\n", 1),
            ("甲: 乙\n丙: {丁\n", 3),
        ],
    )
    def test_bad_syntax_is_one_finding_at_its_line(self, text: str, line: int) -> None:
        assert said(text) == [("FI2", line)]

    @pytest.mark.parametrize(
        ("text", "line", "message"),
        [
            ("a: 1\nconcept：访谈\nb: 2\n", 2, "full-width colon"),
            ("a: 1\ntheme:访谈\n  b: 2\n", 2, "no space stands after theme"),
            ('a: 1\ndefinition: "users" say\nb: 2\n', 2, "goes on after the closing quotation mark"),
            ("a: 1\ndefinition: @users\nb: 2\n", 2, "begins with a sign"),
            ('a: 1\ndefinition: "users\nb: 2\n', 2, "is not closed"),
        ],
    )
    def test_the_slips_of_beginners_are_told_where_they_stand(self, text: str, line: int, message: str) -> None:
        finding = only(text)
        assert finding.place.line == line
        assert message in finding.message

    def test_a_colon_in_a_text_gets_its_own_remedy(self) -> None:
        assert "quotation marks" in only("a: 他说: 好\n").remedy

    @pytest.mark.parametrize(("char", "code"), [("\0", "U+0000"), ("\x01", "U+0001"), ("\x7f", "U+007F")])
    def test_a_character_that_yaml_forbids_is_named_at_its_line(self, char: str, code: str) -> None:
        found = only(f"编码本: 乐纯\n维度: 基础\n主题: 资{char}源\n概念: 积累\n")
        assert (found.rule, found.place.line) == ("FI2", 3)
        assert code in found.message

    @pytest.mark.parametrize("loader", ["SafeLoader", "CSafeLoader"])
    def test_half_a_character_is_refused_whichever_parser_there_is(
        self, monkeypatch: pytest.MonkeyPatch, loader: str
    ) -> None:
        monkeypatch.setattr(tree, "_LOADER", getattr(yaml, loader, yaml.SafeLoader))
        found = only('a: 1\nb: "x\\ud800"\n')
        assert (found.rule, found.place.line) == ("FI2", 2)
        assert "invalid Unicode" in found.message
        assert found.remedy == "write the character itself, or put the text in single quotation marks"

    def test_a_second_document_in_a_file_is_refused(self) -> None:
        found = only("a: 1\n---\nb: 2\n")
        assert (found.rule, found.place.line) == ("FI2", 2)
        assert "one document" in found.remedy

    def test_a_list_as_a_key_is_refused(self) -> None:
        assert said("a: 1\n? [b, c]\n: 2\n") == [("FI2", 2)]

    def test_a_file_of_bad_bytes_and_a_missing_one(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_bytes(b"a: \xff\n")
        for name, rule in (("a.yaml", "FI1"), ("b.yaml", "FI6")):
            tree, [found] = read_tree(tmp_path / name)
            assert (tree.kind, tree.entries, found.rule) == ("map", {}, rule)


class TestAliases:
    @pytest.mark.parametrize("value", ["text", "[x, y]", "{x: y}"])
    def test_an_alias_is_refused_where_it_stands(self, value: str) -> None:
        text = f"a: &it {value}\nb:\n  - *it\nc: *it\n"
        assert said(text) == [("FI2", 3), ("FI2", 4)]

    def test_an_alias_of_nothing_and_a_merge_key_are_refused(self) -> None:
        assert said("a: *nowhere\n") == [("FI2", 1)]
        assert said("a: &it {x: 1}\nb:\n  <<: *it\n") == [("FI2", 3)]
        assert said("a: &it b\n*it : c\n") == [("FI2", 2)]

    def test_an_alias_of_itself_ends(self) -> None:
        assert said("a: &me\n  - *me\n") == [("FI2", 2)]

    def test_a_billion_laughs_stay_small(self) -> None:
        lines = ["l0: &l0 [哈, 哈]"] + [f"l{i}: &l{i} [{', '.join([f'*l{i - 1}'] * 9)}]" for i in range(1, 12)]
        tree, findings = parse_tree("\n".join(lines), "a.yaml")
        assert len(findings) == 11 * 9
        assert sum(len(node.items) for node in tree.entries.values()) == 2 + 11 * 9


class TestDepth:
    def test_a_file_as_deep_as_a_codebook_is_read(self) -> None:
        tree, findings = parse_tree("[" * 30 + "甲" + "]" * 30, "a.yaml")
        assert findings == []
        for _ in range(30):
            [tree] = tree.items
        assert tree.text == "甲"

    @pytest.mark.parametrize("opening", ["[", "- ", "{a: ", "? "])
    def test_a_bottomless_file_is_one_finding(self, opening: str) -> None:
        found = only("# 深\n" + opening * 100_000)
        assert (found.rule, found.place.line, found.message) == ("FI2", 2, "not YAML: nested too deeply")


YAMLISH = st.text(st.sampled_from("ab甲: -\n\t#[]{},'\"|>&*!%@?~\\\r\x85\u2028\0"), max_size=60)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return the codebook with a few places cut out or filled with something else."""
    text = CODEBOOK
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + draw(YAMLISH.map(lambda s: s[:3])) + text[at + draw(st.integers(0, 8)) :]
    return text


class TestAnyText:
    @given(st.one_of(YAMLISH, ANY_TEXT, mutated()))
    @settings(max_examples=300)
    def test_no_text_raises_and_every_finding_has_a_line_of_the_file(self, text: str) -> None:
        tree, findings = parse_tree(text, "a.yaml")
        lines = max(text.count("\n"), len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) - 1) + 1
        assert isinstance(tree, Node)
        for found in findings:
            assert 1 <= found.place.line <= lines + 1
            assert found.remedy

    @given(mutated())
    @settings(max_examples=150)
    def test_a_text_without_findings_is_read_as_yaml_reads_it(self, text: str) -> None:
        tree, findings = parse_tree(text, "a.yaml")
        if not findings and "&" not in text:
            loaded = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 - texts, lists and mappings only
            assert emptied(plain(tree)) == emptied(loaded)


def emptied(value: object) -> object:
    """Return the value with nothing, `~` and `null` alike: YAML's plainest loader tells them not apart."""
    if isinstance(value, dict):
        return {key: emptied(item) for key, item in value.items()} or None
    if isinstance(value, list):
        return [emptied(item) for item in value]
    return None if value in {"", "~", "null", "Null", "NULL", None} else value
