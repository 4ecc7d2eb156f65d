"""The rules by family: each shown by a study with the one fault that it is about."""

from __future__ import annotations

import re

import pytest
from msgspec import structs

from gioia.audit.evidence import shown_once

F1 = "codings/甲/F1/访谈.md.jsonl"
G1 = "codings/甲/G1/公告.md.jsonl"


def recoded(study, file, id, old, new):
    """Change one coding's line."""
    lines = study.text(file).splitlines(keepends=True)
    (at,) = [number for number, line in enumerate(lines) if f'"id":"{id}"' in line]
    assert old in lines[at]
    lines[at] = lines[at].replace(old, new)
    study.write(file, "".join(lines))


def subjects(study, rule):
    return [subject for _, subject in study.found(rule)]


@pytest.mark.parametrize(
    ("rule", "change", "subject"),
    [
        (
            "TR4",
            (
                "study.yaml",
                "    extent: 1篇\n    date: 2022-06\n    author: 书屋",
                "    extent: 12篇\n    date: 2022-06\n    author: 书屋",
            ),
            "G1",
        ),
        ("TR7", ("study.yaml", "    date: 2022-06\n    author: 书屋", "    author: 书屋"), "date"),
        ("TG4", ("study.yaml", "    access: 公开\n", ""), "access"),
        ("TG2", ("study.yaml", "    kind: 公告", "    kind: 新闻报道"), "新闻报道"),
        ("PR1", ("study.yaml", "    opened_by: 街道来挂牌\n", ""), "扎根"),
        ("PR5", ("model.yaml", "kind: link\n    theme: 出力", "kind: mode\n    theme: 出力"), "扎根 × mode"),
        (
            "PR6",
            ("study.yaml", "    date: 2022-06\n    author: 发起人", "    date: 2024\n    author: 发起人"),
            "hindsight",
        ),
        ("RE1", ("study.yaml", "    about: 书屋的邻居\n", ""), "coders"),
        ("RE2", ("study.yaml", "  rivals: 没有想到", "  rivals: 没有想到\n  agreement: 八成一致"), "agreement"),
        ("RE4", ("study.yaml", '"n/a: 只有两份文档"', "资料已经饱和"), "saturation"),
        ("TP1", ("study.yaml", "  sampling: 就近\n", ""), "statements"),
        ("TP1", ("study.yaml", "sampling: 就近", "sampling: n/a"), "statements"),
        ("GI8", ("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物"), "出钱"),
        ("GI10", ("study.yaml", "  history: 一直是四个概念\n", ""), "history"),
        ("GI11", ("study.yaml", "  rivals: 没有想到\n", ""), "rivals"),
    ],
)
def test_one_fault_in_a_file(clean, rule, change, subject):
    clean.change(*change)
    assert subjects(clean, rule) == [subject]


@pytest.mark.parametrize("said", ["saturation: {unit: 概念, rule: 连续三份没有新的}", 'saturation: "不适用：只有两份"'])
def test_re4_a_claim_with_its_unit_and_rule_or_a_reason_why_not(clean, said):
    clean.change("study.yaml", 'saturation: "n/a: 只有两份文档"', said)
    assert clean.findings() == []


def test_re3_nobody_is_asked_for_a_coefficient(clean):
    clean.write("study.yaml", re.sub("statements:.*waivers:", "waivers:", clean.text("study.yaml"), flags=re.DOTALL))
    told = " ".join(f.message + f.remedy for f in clean.findings())
    assert "statements" in told
    assert not re.search("coefficient|kappa|alpha|agreement", told)


def test_gi3_a_concept_that_hangs_on_one_document(clean):
    clean.write(G1, "".join(line for line in clean.text(G1).splitlines(keepends=True) if '"c08"' not in line))
    assert subjects(clean, "GI3") == ["孩子结伴"]


def test_gi3_and_ev4_of_a_study_of_one_document_it_is_said_once(clean):
    line = next(line for line in clean.text(F1).splitlines() if '"c01"' in line)
    clean.write(F1, clean.text(F1) + "".join(line.replace("c01", f"d0{number}") + "\n" for number in range(5)))
    (clean.root / G1).unlink()
    assert subjects(clean, "GI3") == ["documents"]
    assert subjects(clean, "EV4") == []


def test_gi4_one_concept_is_no_group(clean):
    clean.change("study.yaml", "  - rule: GI4", "  - rule: GI3")
    assert subjects(clean, "GI4") == ["出物", "书屋成效", "相识"]


@pytest.mark.parametrize(
    ("label", "is_compound"),
    [
        ("排班、修架", True),
        ("排班以及修架", True),
        ("与邻居商量", False),
        ("排班和修架", False),
        ("give and take", False),
        ("气氛温和", False),
    ],
)
def test_gi6_a_list_mark_joins_two_ideas_and_an_and_by_itself_does_not(clean, label, is_compound):
    for file in ("codebook.yaml", F1, G1):
        clean.write(
            file,
            clean.text(file).replace("轮流值班", label)
            if file == "codebook.yaml"
            else clean.text(file).replace('"concept":"轮流值班"', f'"concept":"{label}"'),
        )
    assert subjects(clean, "GI6") == ([label] if is_compound else [])


@pytest.mark.parametrize(
    ("theme", "concept", "severities"),
    [("轮流—值班", "轮流值班", ["warning"]), ("出力", "扫雪", ["info"]), ("出力", "值夜", [])],
)
def test_gi5_informants_words_in_concepts_and_others_in_themes(clean, theme, concept, severities):
    for file in ("codebook.yaml", "model.yaml", F1, G1):
        text = clean.text(file).replace("轮流值班\n", f"{concept}\n").replace('t":"轮流值班"', f't":"{concept}"')
        clean.write(file, text.replace("出力", theme))
    assert [f.severity for f in clean.findings() if f.rule == "GI5"] == severities


@pytest.mark.parametrize(
    ("label", "apart"),
    [
        ("轮流与贴表", ["轮流与贴表"]),
        ("邻居排班—轮流和贴表", ["邻居排班—轮流和贴表"]),
        ("值班与贴表", []),
        ("轮流—与贴表", []),
    ],
)
def test_gi6_two_ideas_are_joined_by_an_and_where_passages_have_one_each(clean, label, apart):
    for file in ("codebook.yaml", F1, G1):
        clean.write(
            file, clean.text(file).replace("轮流值班\n", f"{label}\n").replace('t":"轮流值班"', f't":"{label}"')
        )
    assert subjects(clean, "GI6") == apart


def test_gi7_two_names_that_differ_in_order_only(clean):
    clean.change(
        "model.yaml",
        "relations:\n",
        "  - construct: 听—改\n    kind: link\n  - construct: 改－听\n    kind: link\n  - construct: 改—听\n    kind: link\nrelations:\n",
    )
    assert "改—听" in subjects(clean, "GI7")


def test_gi8_an_arrow_between_dimensions_holds_their_themes(clean):
    clean.change("codebook.yaml", "      - theme: 出物", "      - theme: 出钱\n      - theme: 出物")
    assert subjects(clean, "GI8") == ["出钱"]
    clean.change(
        "model.yaml",
        "relations:\n",
        "relations:\n  - relation: R09\n    from: 邻里投入\n    to: 书屋成效\n    kind: enables\n",
    )
    assert subjects(clean, "GI8") == []


def test_re1_a_coder_who_is_not_in_the_study(clean):
    clean.change("study.yaml", "  - coder: 甲\n", "  - coder: 乙\n")
    assert "coders" in subjects(clean, "RE1")


def test_re1_what_is_settled_was_coded_by_those_who_settled_it(clean):
    clean.write(F1.replace("甲", "consensus"), clean.text(F1).replace('"coder":"甲"', '"coder":"consensus"'))
    assert subjects(clean, "RE1") == []
    clean.write(F1.replace("甲", "乙"), clean.text(F1).replace('"coder":"甲"', '"coder":"乙"'))
    assert {finding.message for finding in clean.findings() if finding.rule == "RE1"} == {
        "nothing is said about 乙, who coded what is shown",
        "2 people coded, and it is not said how their differences were settled",
    }


def test_what_coders_settled_on_is_no_coder_of_its_own(clean):
    raw = clean.text("codings/甲/G1/公告.md.jsonl")
    clean.write(
        "codings/consensus/G1/公告.md.jsonl",
        raw.replace('"coder":"甲"', '"coder":"consensus"').replace('"id":"', '"id":"s'),
    )
    assert "consensus" in {coding.coder for coding in clean.load().codings}
    assert [found.message for found in clean.findings() if "consensus" in found.message] == []


def test_gi9_a_change_without_a_reason(clean):
    edit = '{"id":"%s","time":"2026-01-06T00:00:00Z","by":"甲","verb":"rename concept","about":["值班"],"to":["轮流值班"]%s}\n'
    clean.change("study.yaml", "  history: 一直是四个概念\n", "")
    clean.write("history/甲/2026-01.jsonl", edit % ("a" * 12, ',"why":"贴近原话"'))
    assert subjects(clean, "GI9") == []
    bare = edit % ("a" * 12, "")
    clean.write("history/甲/2026-01.jsonl", bare)
    assert subjects(clean, "GI9") == ["history"]
    undone = edit.replace("06T", "07T").replace("rename", "undo rename") % ("b" * 12, f',"undoes":"{"a" * 12}"')
    clean.write("history/甲/2026-01.jsonl", bare + undone)
    assert subjects(clean, "GI9") == []
    redone = edit.replace("06T", "08T").replace("rename", "redo rename") % ("c" * 12, f',"undoes":"{"b" * 12}"')
    clean.write("history/甲/2026-01.jsonl", bare + undone + redone)
    assert subjects(clean, "GI9") == ["history"]


def test_ev1_and_ev2_what_is_shown_twice_and_what_is_not(clean):
    recoded(clean, F1, "c03", '"concept":"捐出旧书"', '"concept":"孩子结伴"')
    recoded(clean, G1, "c07", ',"role":"proof"', "")
    assert subjects(clean, "EV2") == ["出物"]
    recoded(
        clean,
        G1,
        "c06",
        '"start":18,"end":26,"quotation":"新书架已经立稳。"',
        '"start":6,"end":16,"quotation":"本周值班表已经贴出。"',
    )
    assert subjects(clean, "EV1") == ["c06"]


@pytest.mark.parametrize(
    ("concepts", "twice"),
    [
        (("捐出旧书", "轮流值班", "捐出旧书"), ["c"]),
        (("捐出旧书", "轮流值班", "孩子结伴"), []),
        (("没有归类", "轮流值班", "也没有归类"), []),
    ],
)
def test_ev1_sees_what_lies_within_a_long_passage_behind_another(clean, concepts, twice):
    study = clean.load()
    spans = {"a": (0, 30), "b": (2, 5), "c": (20, 25)}
    codings = [
        structs.replace(study.codings[0], id=name, start=start, end=end, concept=concept, role="proof")
        for (name, (start, end)), concept in zip(spans.items(), concepts, strict=True)
    ]
    assert [one.subject for one in shown_once(structs.replace(study, codings=tuple(codings)))] == twice


def test_ev3_a_coding_without_a_stage_is_missing_in_counts_by_stage(clean):
    recoded(clean, F1, "c01", '"stage":"起步",', "")
    assert subjects(clean, "EV3") == ["stages"]


def test_ev4_one_document_that_outweighs_the_others(clean):
    line = next(line for line in clean.text(F1).splitlines() if '"c01"' in line)
    for number in range(4):
        clean.write(F1, clean.text(F1) + line.replace("c01", f"d0{number}") + "\n")
    assert "EV4" not in {f.rule for f in clean.findings() if f.subject == "相识"}
    (found,) = [f for f in clean.findings() if f.rule == "EV4"]
    assert found.subject == "出力"
    assert "6 are from F1/访谈.md (Herfindahl index 0.62)" in found.message, "6 of 8: 0.75² + 0.25² = 0.625"


def test_tr6_words_of_two_speakers(clean):
    text = "甲说：我来看店。\n乙说：我也来。\n甲说：好。\n乙说：好。\n"
    clean.write("sources/F1/访谈.md", text)
    clean.change("study.yaml", "# 数据来源\n", "transcripts:\n  - documents: F1\n    turn: '{speaker}说：'\n")
    recoded(
        clean,
        F1,
        "c01",
        '"start":6,"end":17,"quotation":"头一个月我们轮流值班。"',
        '"start":3,"end":15,"quotation":"我来看店。\\n乙说：我也来"',
    )
    assert subjects(clean, "TR6") == ["c01"]
    recoded(clean, F1, "c01", ',"role":"proof"', "")
    assert subjects(clean, "TR6") == [], "a question and its answer may be coded together"


def test_tr7_a_transcript_in_which_nobody_is_found_to_speak(clean):
    clean.write("sources/F1/访谈.md", clean.text("sources/F1/访谈.md") + "甲说：好。\n乙说：好。\n")
    clean.change("study.yaml", "# 数据来源\n", "transcripts:\n  - documents: F1\n    turn: '{speaker}说：'\n")
    (found,) = [one for one in clean.findings() if one.rule == "TR7"]
    assert found.subject == "F1"
    assert "c01, c02, c03, c04" in found.message
    assert "transcripts:" in found.remedy


def test_tr7_and_tg4_what_is_missing_of_several_sources_is_asked_once(clean):
    clean.write("study.yaml", re.sub("    (date|access): .*\n", "", clean.text("study.yaml")))
    assert [(f.rule, f.subject) for f in clean.findings()] == [("TG4", "access"), ("TR7", "date")]
    assert all("F1, G1" in f.message and f"{f.subject}:" in f.remedy for f in clean.findings())


def test_ev1_what_two_coders_chose_alike_is_shown_once(clean):
    line = next(line for line in clean.text(F1).splitlines() if '"c01"' in line)
    clean.write(F1.replace("甲", "乙"), line.replace("c01", "d01").replace("甲", "乙") + "\n")
    clean.change("study.yaml", "coders:\n", "coders:\n  - coder: 乙\n    kind: person\n    about: 店员\n")
    assert subjects(clean, "EV1") == []
    assert subjects(clean, "RE1") == ["disagreement"]


def test_tg2_a_source_that_quotes_others_is_asked_about_once(clean):
    clean.change(
        "study.yaml",
        "  - source: G1\n",
        "  - source: Q1\n    name: 报纸\n  - source: Q2\n    name: 电台\n  - source: G1\n",
    )
    recoded(clean, G1, "c05", '"coder"', '"cited":"Q1","coder"')
    recoded(clean, G1, "c06", '"coder"', '"cited":"Q2","coder"')
    assert subjects(clean, "TG2") == ["G1"]
    clean.change("study.yaml", "    kind: 公告\n", "    kind: 公告\n    derived: 报纸和电台\n")
    assert subjects(clean, "TG2") == []


@pytest.mark.parametrize(("extent", "differs"), [("2 interviews", False), ("40 pages", True)])
def test_tg4_one_unit_for_a_kind_be_it_one_or_many(clean, extent, differs):
    clean.change("study.yaml", "    kind: 访谈记录\n    extent: 1篇", "    kind: talk\n    extent: 1 interview")
    clean.change("study.yaml", "    kind: 公告\n    extent: 1篇", f"    kind: talk\n    extent: {extent}")
    assert ("talk" in subjects(clean, "TG4")) is differs


def test_pr1_a_stage_is_asked_once_for_all_that_it_lacks(clean):
    clean.change("study.yaml", "    start: 2022-06\n    opened_by: 街道来挂牌\n", "")
    (found,) = [one for one in clean.findings() if one.rule == "PR1"]
    assert found.severity == "warning"
    assert "no start, opened_by" in found.message


def test_pr2_an_excerpt_that_tells_of_another_time(clean):
    recoded(clean, F1, "c01", "头一个月我们轮流值班。", "到2019年我们轮流值班。")
    assert subjects(clean, "PR2") == ["c01"]
    recoded(clean, F1, "c01", "到2019年我们", "到2021年我们")
    assert subjects(clean, "PR2") == []


def test_tg3_a_date_that_is_not_the_events(clean):
    recoded(clean, F1, "c02", "书架是大家一起修好的。", "书架到2021年9月才修好。")
    assert subjects(clean, "TG3") == ["挂牌"]


def test_tp4_what_a_procedure_chose_is_no_evidence_yet(clean):
    clean.change("study.yaml", "    kind: person", "    kind: procedure")
    assert subjects(clean, "TP4") == [f"c0{number}" for number in range(1, 9)]


def test_a_waiver_of_a_whole_rule_covers_each_of_its_findings(clean):
    import gioia

    found = [f for f in gioia.check(*gioia.load_study(clean.root)) if f.rule == "GI4"]
    assert [f.waived for f in found] == ["例子太小"] * 3
