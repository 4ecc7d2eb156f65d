"""The process model's file becomes records, whatever is wrong in it."""

from __future__ import annotations

from pathlib import Path

from gioia.findings import Finding
from gioia.model.reader import read_model, stages_of
from gioia.model.records import KINDS, Model, kind_label
from gioia.plaintext.tree import parse_tree

MODEL = """\
kinds:
  - kind: 重塑
    label: 重新塑造
  - kind: enables
    label: 支持
constructs:
  - construct: 试制
    kind: link
    stage: 企业主导
  - construct: 企业极
    kind: pole
    theme: 互动
    role: 企业
relations:
  - relation: R1
    stage: 企业主导
    from: 试制
    to: 资源
    kind: enables
    codings: [ab12, cd34]
    section: 4.1
    basis: 先有试制
  - relation: R2
    from: 企业极
    to: 用户极
    kind: dyad
    lead: 企业
    label: 你来我往
"""


def read(tmp_path: Path, text: str) -> tuple[Model, list[Finding]]:
    path = tmp_path / "model.yaml"
    path.write_bytes(text.encode())
    return read_model(path)


class TestReading:
    def test_relations_in_the_order_of_the_file(self, tmp_path: Path) -> None:
        model, findings = read(tmp_path, MODEL)
        first, second = model.relations
        assert findings == []
        assert (first.id, first.source, first.target, first.kind) == ("R1", "试制", "资源", "enables")
        assert (first.stage, first.codings, first.section, first.basis) == (
            "企业主导",
            ("ab12", "cd34"),
            "4.1",
            "先有试制",
        )
        assert (second.stage, second.lead, second.label, second.codings) == ("", "企业", "你来我往", ())

    def test_every_end_of_a_relation_keeps_its_line(self, tmp_path: Path) -> None:
        first, second = read(tmp_path, MODEL)[0].relations
        assert {key: first.places[key].line for key in ("relation", "stage", "from", "to", "kind", "codings")} == {
            "relation": 15,
            "stage": 16,
            "from": 17,
            "to": 18,
            "kind": 19,
            "codings": 20,
        }
        assert (first.place.line, second.place.line, second.places["lead"].line) == (15, 23, 27)

    def test_codings_on_lines_of_their_own_stand_at_their_key(self, tmp_path: Path) -> None:
        model, _ = read(tmp_path, MODEL.replace("    codings: [ab12, cd34]\n", "    codings:\n      - ab12\n"))
        assert model.relations[0].places["codings"].line == 20

    def test_constructs_and_kinds(self, tmp_path: Path) -> None:
        model, _ = read(tmp_path, MODEL)
        link, pole = model.constructs
        assert (link.name, link.kind, link.stage, link.place.line) == ("试制", "link", "企业主导", 7)
        assert (pole.theme, pole.role) == ("互动", "企业")
        assert [(kind.name, kind.label, kind.place.line) for kind in model.kinds] == [
            ("重塑", "重新塑造", 2),
            ("enables", "支持", 4),
        ]

    def test_stages_in_the_order_of_the_file_with_dates_of_any_precision(self) -> None:
        text = (
            "stages:\n  - stage: 企业主导\n    start: 2013-12\n    end: 2014-08-01\n    opened_by: 找酸奶\n    definition: 试\n"
            "  - stage: 用户主导\n    start: 2016\n  - definition: 没有名字\n"
        )
        first, last = stages_of(parse_tree(text, "study.yaml")[0].list("stages"))
        assert (first.name, first.start, first.end, first.opened_by) == ("企业主导", "2013-12", "2014-08-01", "找酸奶")
        assert (first.definition, last.start, last.end, last.place.line) == ("试", "2016", "", 7)

    def test_events_with_what_they_rest_on(self, tmp_path: Path) -> None:
        text = "events:\n  - event: 开张\n    date: 2014-05\n    end: 2014\n    stage: 起步\n    sources: [G1]\n    codings: [c1]\n    about: 一早\n"
        model, findings = read(tmp_path, text)
        [event] = model.events
        assert findings == []
        assert (event.name, event.date, event.end, event.stage) == ("开张", "2014-05", "2014", "起步")
        assert (event.sources, event.codings, event.about, event.places["stage"].line) == (("G1",), ("c1",), "一早", 5)

    def test_an_event_without_a_date_is_read_and_reported(self, tmp_path: Path) -> None:
        model, [finding] = read(tmp_path, "events:\n  - event: 开张\n")
        assert (model.events[0].date, finding.rule, finding.place.line) == ("", "FI5", 2)


class TestLabels:
    def test_the_studys_own_label_comes_first_then_the_general_one_then_the_name(self, tmp_path: Path) -> None:
        model, _ = read(tmp_path, MODEL)
        assert kind_label(model, "重塑", "en") == "重新塑造"
        assert kind_label(model, "enables", "zh") == "支持"
        assert kind_label(model, "hinders", "zh") == "阻碍"
        assert kind_label(model, "hinders", "en") == "hinders"
        assert kind_label(model, "unheard_of", "zh") == "unheard_of"

    def test_every_general_kind_has_a_label_in_both_languages(self) -> None:
        assert all(set(labels) == {"zh", "en"} and all(labels.values()) for labels in KINDS.values())


class TestFaults:
    def test_a_missing_file(self, tmp_path: Path) -> None:
        model, [finding] = read_model(tmp_path / "model.yaml")
        assert (model.relations, finding.rule) == ((), "FI6")

    def test_bad_yaml_is_one_finding(self, tmp_path: Path) -> None:
        model, [finding] = read(tmp_path, "relations:\n  - relation: R1: x\n")
        assert (model.relations, finding.rule, finding.place.line) == ((), "FI2", 2)

    def test_a_relation_without_an_end_is_read_and_reported(self, tmp_path: Path) -> None:
        model, [finding] = read(tmp_path, MODEL.replace("    to: 用户极\n", ""))
        assert (model.relations[1].target, finding.rule, finding.place.line) == ("", "FI5", 23)
        assert finding.message == "an item of 'relations' has no 'to'"

    def test_a_relation_without_a_name_is_left_out_and_reported(self, tmp_path: Path) -> None:
        model, [finding] = read(tmp_path, MODEL.replace("  - relation: R2", "  - relation:"))
        assert ([relation.id for relation in model.relations], finding.place.line) == (["R1"], 23)
