"""A codebook file becomes records, whatever is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from gioia.codebook.reader import read_codebook
from gioia.codebook.records import Codebook, Indicator, concepts, dimension_of, shared_by, theme_of, themes
from gioia.findings import Finding

CODEBOOK = """\
codebook: 乐纯
dimensions:
  - dimension: 基础条件
    definition: 已经握有的资源
    themes:
      - theme: 资源积累
        definition: 攒下的
        concepts:
          - concept: 积累经验
            definition: 手艺
            include: 说到本领时
            exclude: 求教的不算
            indicators:
              - 厨艺
              - word: 蓝带
                with: [学, 练]
                not: [朋友]
              - {word: 会, whole: true}
          - concept: 积累人脉
      - theme: 机会
  - dimension: 价值迭代
ungrouped:
  - concept: 其他
"""


SHARED = """\
dimensions:
  - dimension: 基础条件
    themes:
      - theme: 资源积累
        concepts: [{concept: 积累经验}]
  - dimension: 价值迭代
    also: [资源积累]
    themes:
      - theme: 学习
        also: [积累经验]
"""


def read(tmp_path: Path, text: str) -> tuple[Codebook, list[Finding]]:
    path = tmp_path / "codebook.yaml"
    path.write_bytes(text.encode())
    return read_codebook(path)


def said(findings: list[Finding]) -> list[tuple[str, int]]:
    return [(finding.rule, finding.place.line) for finding in findings]


class TestReading:
    def test_the_nesting_of_the_file_is_the_data_structure(self, tmp_path: Path) -> None:
        codebook, findings = read(tmp_path, CODEBOOK)
        assert findings == []
        assert codebook.title == "乐纯"
        assert [dimension.name for dimension in codebook.dimensions] == ["基础条件", "价值迭代"]
        assert [theme.name for theme in themes(codebook)] == ["资源积累", "机会"]
        assert [concept.name for concept in concepts(codebook)] == ["积累经验", "积累人脉", "其他"]
        assert theme_of(codebook) == {"积累经验": "资源积累", "积累人脉": "资源积累"}
        assert dimension_of(codebook) == {"资源积累": "基础条件", "机会": "基础条件"}

    def test_a_concept_has_its_definition_and_rules_of_use(self, tmp_path: Path) -> None:
        concept, *_ = concepts(read(tmp_path, CODEBOOK)[0])
        assert (concept.definition, concept.include, concept.exclude) == ("手艺", "说到本领时", "求教的不算")
        assert concept.indicators == (
            Indicator("厨艺"),
            Indicator("蓝带", ("学", "练"), ("朋友",)),
            Indicator("会", whole=True),
        )

    def test_everything_keeps_its_line(self, tmp_path: Path) -> None:
        codebook, _ = read(tmp_path, CODEBOOK)
        assert [dimension.place.line for dimension in codebook.dimensions] == [3, 21]
        assert [theme.place.line for theme in themes(codebook)] == [6, 20]
        assert [concept.place.line for concept in concepts(codebook)] == [9, 19, 23]

    def test_names_are_kept_to_the_letter(self, tmp_path: Path) -> None:
        codebook, _ = read(tmp_path, "ungrouped:\n  - concept: ' ＡＢ “好” '\n  - concept: 2014\n  - concept: no\n")
        assert [concept.name for concept in concepts(codebook)] == [" ＡＢ “好” ", "2014", "no"]

    @pytest.mark.parametrize("text", ["# nothing yet\n", "codebook: 乐纯\ndimensions:\nungrouped: []\n"])
    def test_an_empty_codebook_is_one(self, tmp_path: Path, text: str) -> None:
        codebook, findings = read(tmp_path, text)
        assert (codebook.dimensions, codebook.ungrouped, findings) == ((), (), [])


class TestFaults:
    def test_an_empty_file_is_told_as_the_cause(self, tmp_path: Path) -> None:
        _, findings = read(tmp_path, "")
        assert [(finding.rule, finding.message) for finding in findings] == [("FI1", "the file is empty")]

    def test_a_missing_file(self, tmp_path: Path) -> None:
        codebook, [finding] = read_codebook(tmp_path / "codebook.yaml")
        assert (list(concepts(codebook)), finding.rule) == ([], "FI6")

    def test_a_file_that_cannot_be_read_gives_its_one_fault_and_no_more(self, tmp_path: Path) -> None:
        codebook, findings = read(tmp_path, "dimensions:\n\t- dimension: 甲\n")
        assert (codebook.dimensions, said(findings)) == ((), [("FI2", 2)])

    def test_a_misspelt_key_costs_its_value_and_nothing_else(self, tmp_path: Path) -> None:
        codebook, findings = read(tmp_path, CODEBOOK.replace("      - theme: 机会", "      - themes: 机会"))
        assert [theme.name for theme in themes(codebook)] == ["资源积累"]
        assert [(f.place.line, f.remedy) for f in findings] == [
            (20, "did you mean 'theme'?"),
            (20, "add the key 'theme'"),
        ]
        _, findings = read(tmp_path, CODEBOOK.replace("include:", "inclde:"))
        assert [(f.place.line, f.remedy) for f in findings] == [(11, "did you mean 'include'?")]

    def test_whole_is_true_or_false(self, tmp_path: Path) -> None:
        codebook, [finding] = read(tmp_path, CODEBOOK.replace("whole: true", "whole: sometimes"))
        assert [concept.indicators[-1].whole for concept in concepts(codebook) if concept.indicators] == [False]
        assert (finding.place.line, finding.message) == (18, "'whole' is 'sometimes'")
        assert finding.remedy == "write true or false"

    def test_a_key_twice_keeps_the_first(self, tmp_path: Path) -> None:
        codebook, findings = read(tmp_path, CODEBOOK + "ungrouped:\n  - concept: 新\n")
        assert [concept.name for concept in codebook.ungrouped] == ["其他"]
        assert said(findings) == [("FI3", 24)]

    def test_an_entry_without_a_name_is_left_out_and_reported(self, tmp_path: Path) -> None:
        text = "ungrouped:\n  - concept:\n  - definition: 甲\n  - concept: ''\n  - 乙\n  -\n  - concept: 丙\n"
        codebook, findings = read(tmp_path, text)
        assert [concept.name for concept in codebook.ungrouped] == ["丙"]
        assert said(findings) == [("FI5", 2), ("FI5", 3), ("FI5", 4), ("FI5", 5), ("FI5", 6)]

    @pytest.mark.parametrize(
        "text",
        [
            "- dimension: 甲\n",
            "只有一句话\n",
            "dimensions: 甲\n",
            "dimensions:\n  dimension: 甲\n",
            "dimensions:\n  - dimension: [甲]\n",
            "dimensions:\n  - dimension: 甲\n    themes: {theme: 乙}\n",
            "ungrouped:\n  - concept: 甲\n    indicators: 乙\n",
            "ungrouped:\n  - concept: 甲\n    indicators: [[乙]]\n",
            "ungrouped:\n  - concept: 甲\n    indicators: [{with: [乙]}]\n",
            "ungrouped:\n  - concept: 甲\n    indicators: [~]\n",
        ],
    )
    def test_a_value_of_the_wrong_kind_is_a_finding_and_never_an_error(self, tmp_path: Path, text: str) -> None:
        codebook, findings = read(tmp_path, text)
        assert isinstance(codebook, Codebook)
        assert {finding.rule for finding in findings} == {"FI5"}


def test_what_belongs_to_two_groups_has_a_home_and_the_others_name_it(tmp_path):
    codebook, findings = read(tmp_path, SHARED)
    assert findings == []
    assert shared_by(codebook) == {("concept", "积累经验"): ("学习",), ("theme", "资源积累"): ("价值迭代",)}
    assert theme_of(codebook) == {"积累经验": "资源积累"}
    assert dimension_of(codebook)["资源积累"] == "基础条件"
