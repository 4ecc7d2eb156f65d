"""Findings: values with a rule, a place and a remedy; and the one error that is raised."""

from __future__ import annotations

import pytest

from gioia.errors import GioiaError
from gioia.findings import RULES, Finding, Place, counted, errors, finding, listed, nearest, ordered, suggestion


class TestPlaces:
    def test_a_place_reads_as_editors_and_compilers_write_it(self) -> None:
        assert str(Place("corpora/乐纯/study.yaml", 12)) == "corpora/乐纯/study.yaml:12:"
        assert str(Place("model.yaml")) == "model.yaml:"


class TestRules:
    def test_every_rule_stands_under_its_id_with_a_sentence_that_says_what_holds(self) -> None:
        for name, rule in RULES.items():
            assert rule.id == name
            assert rule.text[0].isupper()
            assert not rule.text.endswith(".")

    def test_what_stands_in_the_files_is_integrity_and_what_it_means_is_not(self) -> None:
        assert all(RULES[name].integrity for name in ("FI1", "FI7", "NA1", "DO1", "TR1"))
        assert not any(RULES[name].integrity for name in ("GI1", "PR3", "TG1", "WA1"))

    def test_a_finding_has_the_severity_of_its_rule_unless_the_case_is_milder(self) -> None:
        assert finding("FI2", Place("a", 1), "m", "r").severity == "error"
        assert finding("TR8", Place("a", 1), "m", "r").severity == "warning"
        assert finding("FI2", Place("a", 1), "m", "r", severity="info").severity == "info"

    def test_a_rule_that_there_is_not_cannot_be_broken(self) -> None:
        with pytest.raises(KeyError):
            finding("XX1", Place(), "m", "r")


def said(rule: str, path: str = "a", line: int = 1, message: str = "m", waived: str = "") -> Finding:
    severity = RULES[rule].severity
    return Finding(rule, Place(path, line), message, "r", severity, waived=waived)


class TestLists:
    def test_findings_come_by_file_line_and_rule_each_once(self) -> None:
        mixed = [
            said("TR1", "b", 2),
            said("FI7", "b", 2),
            said("FI5", "b", 10),
            said("FI5", "a", 9),
            said("TR1", "b", 2),
        ]
        assert [(f.place.path, f.place.line, f.rule) for f in ordered(mixed)] == [
            ("a", 9, "FI5"),
            ("b", 2, "FI7"),
            ("b", 2, "TR1"),
            ("b", 10, "FI5"),
        ]

    def test_errors_are_those_that_no_waiver_covers(self) -> None:
        mixed = [said("FI5"), said("TR8"), said("PR3"), said("GI1", waived="已说明")]
        assert [f.rule for f in errors(mixed)] == ["FI5", "PR3"]
        assert [f.rule for f in errors(mixed, integrity_only=True)] == ["FI5"]


class TestNearest:
    @pytest.mark.parametrize(
        ("name", "near"),
        [
            ("themse", "themes"),
            ("积累社会网络", "积累社会网络资源"),
            ("完全不同", ""),
            ("", ""),
            ("concept", "concept"),
        ],
    )
    def test_the_declared_name_that_is_most_like_it(self, name: str, near: str) -> None:
        assert nearest(name, ["themes", "concept", "积累社会网络资源", "concepts"]) == near

    def test_of_two_characters_one_is_enough_where_no_other_name_shares_it(self) -> None:
        assert nearest("结交", ["结识", "学习"]) == "结识"
        assert nearest("结交", ["结识", "结合", "学习"]) == ""
        assert nearest("结交", ["交流", "结识他人"]) == ""

    def test_a_source_and_an_ending_that_documents_share_do_not_make_them_near(self) -> None:
        documents = ["F1/simp.txt", "F1/访谈.txt", "F2/talk.txt"]
        assert nearest("F1/nosuch.txt", documents) == ""
        assert nearest("F1/sinp.txt", documents) == "F1/simp.txt"
        assert nearest("F1/访淡.txt", documents) == "F1/访谈.txt"
        assert nearest("F1/talk.txt", documents) == "F2/talk.txt"

    def test_a_part_of_a_name_brings_the_names_that_hold_it(self) -> None:
        documents = ["F1/tx-1.txt", "F1/tx-2.txt", "F2/memo.txt"]
        assert suggestion("memo", documents, "else") == "did you mean 'F2/memo.txt'?"
        assert suggestion("tx-", documents, "else") == "did you mean one of 'F1/tx-1.txt', 'F1/tx-2.txt'?"
        assert suggestion("x", documents, "else") == "else"
        assert suggestion("", documents, "else") == "else"
        assert suggestion("tx", [f"F1/tx-{number}.txt" for number in range(9)], "else") == "else"

    def test_nothing_is_near_where_nothing_is_declared(self) -> None:
        assert nearest("甲", []) == ""

    def test_the_answer_does_not_depend_on_the_order_of_the_names(self) -> None:
        names = ["F1", "F2", "F3"]
        assert nearest("F4", names) == nearest("F4", reversed(names))


class TestTheError:
    def test_it_is_one_line_with_its_remedy(self) -> None:
        error = GioiaError("a: no study is here", remedy="gioia init NAME")
        assert (str(error), error.exit_code) == ("a: no study is here: gioia init NAME", 2)
        assert str(GioiaError("full", exit_code=1)) == "full"
        assert GioiaError("full", exit_code=1).exit_code == 1


def test_one_thing_is_said_in_the_singular():
    assert [counted(count, "turn") for count in (0, 1, 2, 2500)] == ["0 turns", "1 turn", "2 turns", "2,500 turns"]


def test_of_many_names_the_first_are_listed():
    assert listed(["甲", "乙"]) == "甲, 乙"
    assert listed([*"甲乙丙丁戊己"]) == "甲, 乙, 丙, 丁 … (2 more)"
