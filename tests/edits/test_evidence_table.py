"""Evidence tables: every excerpt at its place, with the structure and the source tags that the table has."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from gioia.displays.display import Table
from gioia.edits.evidence_table import import_table, read_rows
from gioia.edits.plan import carry_out
from gioia.errors import GioiaError
from gioia.exports import write

TIME = "2026-02-01T00:00:00Z"
HEAD = ("id", "stage", "dimension", "theme", "concept", "source", "excerpt")


@pytest.fixture
def bring(clean, tmp_path):
    """Return a function that writes rows as a CSV file and imports it into the clean study as the coder 乙."""

    def bringing(*rows, head=HEAD, delimiter=",", encoding="utf-8", document=""):
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter).writerows([head, *rows])
        (tmp_path / "table.csv").write_bytes(text.getvalue().encode(encoding))
        table = read_rows(tmp_path / "table.csv")
        return carry_out(clean.root, lambda study: import_table(study, table, "乙", document=document, time=TIME))

    return bringing


def coded(clean):
    return {c.id: c for c in clean.load().codings if c.coder == "乙"}


ROW = ("E01", "扎根", "邻里投入", "出力", "修理书架", "G1", "新书架已经立稳")


def test_a_row_becomes_evidence_at_its_place(clean, bring):
    plan = bring(ROW)
    coding = coded(clean)["E01"]
    assert (coding.document, coding.start, coding.end, coding.quotation) == ("G1/公告.md", 18, 25, "新书架已经立稳")
    assert (coding.concept, coding.stage, coding.role, coding.cited) == ("修理书架", "扎根", "proof", "")
    assert plan.messages == ("1 of 1 excerpt coded by 乙",)
    assert plan.refused == ()
    found = {f.rule for f in clean.findings()}
    assert found == {"NA1", "EV1", "RE1"}, "the coder is not declared, and another one shows the passage, too"


@pytest.mark.parametrize(
    ("head", "delimiter", "encoding"),
    [
        (HEAD, ",", "utf-8"),
        (HEAD, ";", "utf-8"),
        (HEAD, "\t", "utf-8"),
        (HEAD, ",", "utf-8-sig"),
        (("编号", "阶段", "聚合维度", "二阶主题", "一阶概念", "来源", "典型证据"), ",", "utf-8-sig"),
        (
            ("ID", " Stage", "Aggregate dimension", "Second-order theme", "First-order concept", "Cited", "Evidence"),
            ";",
            "utf-8",
        ),
    ],
)
def test_headings_delimiters_and_marks(clean, bring, head, delimiter, encoding):
    bring(ROW, head=head, delimiter=delimiter, encoding=encoding)
    coding = coded(clean)["E01"]
    assert (coding.concept, coding.stage, coding.quotation) == ("修理书架", "扎根", "新书架已经立稳")


def test_columns_that_nobody_knows_are_left_alone_and_their_order_does_not_matter(clean, bring):
    bring(("新书架已经立稳", "x", "修理书架"), head=("excerpt", "remark", "concept"))
    (coding,) = coded(clean).values()
    assert (coding.concept, coding.stage) == ("修理书架", "")


@pytest.mark.parametrize(("head", "missing"), [(("concept", "text"), "excerpt"), (("name", "excerpt"), "concept")])
def test_a_table_without_concept_or_excerpt_is_misuse(bring, head, missing):
    with pytest.raises(GioiaError, match=f"table.csv:1: the table has no column for the {missing}: head one with"):
        bring(("a", "b"), head=head)


def test_an_empty_table_is_misuse(tmp_path):
    (tmp_path / "table.csv").write_bytes(b"")
    with pytest.raises(GioiaError, match="no column"):
        read_rows(tmp_path / "table.csv")


def test_a_table_in_another_encoding_or_missing_is_told(bring, tmp_path):
    with pytest.raises(GioiaError, match=r"table.csv: byte .* is not utf-8: name its encoding"):
        bring(ROW, head=("编号", *HEAD[1:]), encoding="gbk")
    with pytest.raises(GioiaError, match="the file is not there"):
        read_rows(tmp_path / "missing.csv")


def test_a_very_long_cell_is_read(tmp_path):
    (tmp_path / "table.csv").write_text("concept,excerpt\n修理书架," + "长" * 200_000 + "\n", encoding="utf-8")
    assert [len(row.excerpt) for row in read_rows(tmp_path / "table.csv")] == [200_000]


def test_a_table_that_was_exported_is_read_back_to_the_letter(tmp_path):
    excerpts = ["=1+1", "'=1", "-起初没人来", "＋一", "@谁", "平常的话", "'引'"]
    frame = pd.DataFrame({"一阶概念": "修理书架", "典型证据": excerpts})
    (tmp_path / "table.csv").write_bytes(write(Table("t", "", frame), "csv"))
    assert [row.excerpt for row in read_rows(tmp_path / "table.csv")] == excerpts


def test_line_numbers_hold_below_cells_with_line_breaks(bring, tmp_path):
    plan = bring(
        ("E01", "扎根", "邻里投入", "出力", "修理书架", "G1", "新书架\n已经\n立稳"),
        ("E02", "", "", "", "修理书架", "", "第一处没有"),
        ("", "", "", "", "", "", ""),
        ("E03", "", "", "", "修理书架", "", "第二处\n也没有"),
        ("E04", "", "", "", "修理书架", "", "第三处没有"),
    )
    assert [(f.place.line, f.subject) for f in plan.refused] == [(5, "E02"), (7, "E03"), (9, "E04")]
    assert (tmp_path / "table.csv").read_text(encoding="utf-8").split("\n")[8].startswith("E04")


def test_a_row_that_stands_nowhere_is_a_finding_and_the_others_are_coded(clean, bring):
    plan = bring(("E00", "", "", "", "修理书架", "", "没有这样的话"), ROW)
    assert [(f.rule, f.place.path, f.place.line, f.subject) for f in plan.refused] == [("TR1", "table.csv", 2, "E00")]
    assert list(coded(clean)) == ["E01"]
    assert plan.messages == ("1 of 2 excerpts coded by 乙",)


def test_a_row_that_stands_in_several_places_is_a_finding_that_lists_them(clean, bring):
    plan = bring(("E01", "", "", "", "修理书架", "", "书架"))
    assert [f.rule for f in plan.refused] == ["TR1"]
    assert "F1/访谈.md --at 19, G1/公告.md --at 19" in plan.refused[0].remedy.replace("; ", ", ")
    assert coded(clean) == {}


def test_a_document_that_is_named_settles_it(clean, bring):
    bring(("E01", "", "", "", "修理书架", "", "书架"), document="访谈")
    assert coded(clean)["E01"].document == "F1/访谈.md"


def test_neighbours_settle_it(clean, bring):
    plan = bring(
        ("E01", "", "", "", "轮流值班", "", "本周值班表"),
        ("E02", "", "", "", "修理书架", "", "书架"),
        ("E03", "", "", "", "捐出旧书", "", "旧书请先登记"),
    )
    assert plan.refused == ()
    assert coded(clean)["E02"].document == "G1/公告.md"


def test_the_source_is_kept_as_cited_where_it_is_another(clean, bring):
    bring(ROW, ("E02", "扎根", "邻里投入", "出物", "捐出旧书", "F1", "旧书请先登记再捐"))
    assert [(c.id, c.cited) for c in coded(clean).values()] == [("E01", ""), ("E02", "F1")]


def test_structure_stages_and_sources_that_are_new_are_added_and_comments_stay(clean, bring):
    codebook, study_file = clean.text("codebook.yaml"), clean.text("study.yaml")
    plan = bring(
        ("E01", "收尾", "邻里投入", "出力", "搬家", "G1", "新书架已经立稳"),
        ("E02", "收尾", "邻里投入", "出主意", "定规矩", "Q1", "旧书请先登记再捐"),
        ("E03", "收尾", "街道态度", "支持", "免租", "Q1", "本周值班表已经贴出"),
        ("E04", "收尾", "", "", "没归组", "Q1", "孩子们放学约着来"),
    )
    assert plan.refused == ()
    study = clean.load()
    tree = {d.name: {t.name: [c.name for c in t.concepts] for t in d.themes} for d in study.codebook.dimensions}
    assert tree == {
        "邻里投入": {"出力": ["轮流值班", "修理书架", "搬家"], "出物": ["捐出旧书"], "出主意": ["定规矩"]},
        "书屋成效": {"相识": ["孩子结伴"]},
        "街道态度": {"支持": ["免租"]},
    }
    assert [c.name for c in study.codebook.ungrouped] == ["没归组"]
    assert [s.name for s in study.stages] == ["起步", "扎根", "收尾"]
    assert [s.code for s in study.sources] == ["F1", "G1", "Q1"]
    assert [c.code for c in study.categories] == ["F", "G", "Q"]
    for before, after in ((codebook, clean.text("codebook.yaml")), (study_file, clean.text("study.yaml"))):
        lines = iter(after.splitlines())
        moved = [line for line in before.splitlines() if line != "ungrouped: []" and line not in lines]
        assert moved == [], "every line of a person's is there, in its order"
    assert not {f.rule for f in clean.findings()} & {"NA2", "FI2", "FI5"}


def test_a_new_dimension_with_a_concept_that_has_no_theme(clean, bring):
    bring(
        ("E01", "", "街道态度", "支持", "免租", "", "新书架已经立稳"),
        ("E02", "", "街道态度", "", "没归组", "", "旧书请先登记再捐"),
    )
    study = clean.load()
    assert [t.name for t in study.codebook.dimensions[-1].themes] == ["支持"]
    assert [c.name for c in study.codebook.ungrouped] == ["没归组"]


def test_a_table_at_odds_with_itself_is_told(clean, bring):
    plan = bring(
        ("E01", "", "街道态度", "支持", "免租", "", "新书架已经立稳"),
        ("E02", "", "书屋成效", "支持", "补贴", "", "旧书请先登记再捐"),
        ("E03", "", "书屋成效", "相识", "免租", "", "本周值班表已经贴出"),
    )
    assert [(f.rule, f.place.line) for f in plan.refused] == [("NA1", 3), ("NA1", 4)]
    assert not [f for f in clean.findings() if f.rule == "NA2"], "no theme or concept is written twice"
    assert len(coded(clean)) == 3, "the codings themselves are not in doubt"


def test_a_table_that_groups_otherwise_than_the_codebook_is_told(clean, bring):
    before = clean.text("codebook.yaml")
    plan = bring(
        ("E01", "", "邻里投入", "出物", "修理书架", "", "新书架已经立稳"),
        ("E02", "", "书屋成效", "出物", "捐出旧书", "", "旧书请先登记再捐"),
    )
    assert [(f.rule, f.place.line) for f in plan.refused] == [("NA1", 2), ("NA1", 3)]
    assert "the codebook was left as it is" in plan.refused[0].remedy
    assert clean.text("codebook.yaml") == before


def test_importing_twice_changes_nothing(clean, bring):
    rows = (ROW, ("", "", "", "", "捐出旧书", "F1", "旧书请先登记再捐"))
    bring(*rows)
    before = clean.bytes()
    plan = bring(*rows)
    assert clean.bytes() == before
    assert plan.changes == ()
    assert plan.messages == ("0 of 2 excerpts coded by 乙, 2 were in",)


def test_a_row_without_concept_is_a_finding_and_not_taken_for_one_that_was_in(clean, bring):
    plan = bring(("E01", "", "", "", "", "", "新书架已经立稳"))
    assert [(f.rule, f.place.line) for f in plan.refused] == [("NA1", 2)]
    assert plan.messages == ("0 of 1 excerpt coded by 乙",)
    assert coded(clean) == {}


def test_an_id_that_belongs_to_another_coding(clean, bring):
    plan = bring(("c01", "", "", "", "修理书架", "", "新书架已经立稳"))
    assert [(f.rule, f.subject) for f in plan.refused] == [("NA2", "c01")]
    assert coded(clean) == {}


def test_one_id_on_two_rows(clean, bring):
    plan = bring(ROW, ("E01", "", "", "", "捐出旧书", "", "旧书请先登记再捐"))
    assert [(f.rule, f.place.line) for f in plan.refused] == [("NA2", 3)]
    assert [c.concept for c in coded(clean).values()] == ["修理书架"]


def test_no_document_of_that_name(bring):
    with pytest.raises(GioiaError, match="no document is called '论文': add the document first"):
        bring(ROW, document="论文")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('concept,excerpt\n修理书架,"新书架已经立稳\n捐,书\n', r"table.csv:2: the row cannot be read"),
        ("concept,excerpt\n修理书架,\n", "no row holds an excerpt"),
        ("concept,excerpt,典型证据\na,b,c\n", "two columns are headed as the excerpt"),
    ],
)
def test_a_table_that_would_be_read_wrong_is_refused(tmp_path, text, told):
    (tmp_path / "table.csv").write_text(text, encoding="utf-8")
    with pytest.raises(GioiaError, match=told):
        read_rows(tmp_path / "table.csv")


def test_a_table_that_excel_saved_in_chinese_is_read_by_the_name_of_its_encoding(tmp_path):
    (tmp_path / "table.csv").write_bytes("一阶概念,典型证据\n修理书架,新书架已经立稳\n".encode("gb18030"))
    (row,) = read_rows(tmp_path / "table.csv", "gb18030")
    assert (row.concept, row.excerpt) == ("修理书架", "新书架已经立稳")


def test_a_theme_without_a_dimension_is_told(clean, bring):
    plan = bring(("E01", "扎根", "", "新主题", "新概念", "G1", "新书架已经立稳"))
    assert [(f.rule, f.subject) for f in plan.refused] == [("GI1", "新主题")]
    assert [concept.name for concept in clean.load().codebook.ungrouped] == ["新概念"]
