"""A report with papers that were held against the study: every remark beside the study, and the way to what it concerns."""

from __future__ import annotations

from pathlib import Path

import pytest

from gioia.audit.manuscript.audit import audit
from gioia.messages import in_chinese
from gioia.report.bundle import gather

PAPERS = Path(__file__).parents[2] / "benchmarks" / "papers"
STUDY, PAPER = PAPERS / "coldchain" / "study", PAPERS / "coldchain" / "paper.docx"


@pytest.fixture(scope="module")
def told():
    return gather(STUDY, [PAPER])


@pytest.fixture
def reader(reads, told):
    return reads(told, "paper")


def test_every_remark_stands_in_the_view_with_both_wordings_and_its_place(reader, told):
    (paper,) = told.papers
    reader.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert reader.page.locator("li.remark").count() == len(paper.remarks)
    for number, one in enumerate(paper.remarks, start=1):
        shown = reader.page.locator(f"#remark-{number}").text_content()
        for words in (
            in_chinese(one.message),
            one.study_place,
            f"第 {paper.manuscript.line_of(one.start)} 行".replace(" ", ""),
        ):
            assert words.replace(" ", "") in shown.replace(" ", ""), (number, words)
        for words in (one.said, one.study_wording):
            assert "⟦" in shown or "".join(words.split()) in "".join(shown.split()), (number, words)


def test_what_differs_is_struck_out_and_underlined(reader, told):
    (paper,) = told.papers
    number, one = next(
        (number, one)
        for number, one in enumerate(paper.remarks, 1)
        if one.kind == "quotation-altered" and "[-" in one.difference and "{+" in one.difference
    )
    remark = reader.page.locator(f"#remark-{number}")
    assert remark.locator("del").first.inner_text() == one.difference.partition("[-")[2].partition("-]")[0]
    assert remark.locator("ins").first.inner_text() == one.difference.partition("{+")[2].partition("+}")[0]


def test_a_remark_leads_to_the_coding_source_or_theme_that_it_concerns_and_that_leads_back(reader, told):
    (paper,) = told.papers
    for number, one in enumerate(paper.remarks, start=1):
        shown = reader.page.locator(f"#remark-{number} a:not([href^='#paper'])")
        assert shown.count() == len(one.concerns), one.kind
    number, one = next(
        (number, one)
        for number, one in enumerate(paper.remarks, 1)
        if one.kind == "quotation-altered" and len(one.concerns) > 1
    )
    for address in reader.links(f"#remark-{number}"):
        if address.startswith("#paper"):
            continue
        reader.go(address)
        assert f"#paper-1/remark-{number}" in reader.links("main")
    reader.go(f"#paper-1/remark-{number}")
    assert reader.page.locator("li.remark.meant").get_attribute("id") == f"remark-{number}"


def test_quotations_that_hold_are_listed_with_their_passages(reader, told):
    (paper,) = told.papers
    assert "与研究相符的引文" in reader.text
    assert paper.held[0].concerns
    assert f"#coding/{paper.held[0].concerns[0]}" in reader.links("main")


def test_the_view_speaks_english_too(reader):
    reader.page.locator("[data-key=language]").click()
    reader.until("document.documentElement.lang === 'en'")
    assert "Quotations that were altered" in reader.text
    assert "Quotations that stand in the study" in reader.text
    assert "引文有改动" not in reader.text


def test_a_waived_remark_stands_with_its_reason(reads, clean):
    (clean.root.parent / "稿.md").write_text("## 发现\n\n全文有五个二阶主题。\n", encoding="utf-8")
    waiver = "waivers:\n  - rule: MS1\n    manuscript: 稿.md\n    subject: '*'\n    reason: 初稿的数目\n  - rule: MS2\n    manuscript: 稿.md\n    subject: 无\n    reason: 用不上\n"
    clean.change("study.yaml", "waivers:\n", waiver)
    reader = reads(gather(clean.root, [clean.root.parent / "稿.md"]), "paper")
    assert "已豁免" in reader.text
    assert "理由：初稿的数目" in reader.page.locator(".rule.waived").inner_text()
    assert "没有用上的豁免" in reader.text


def test_several_papers_have_a_view_each_and_one_that_is_named_twice_stands_once(reads, clean):
    for name in ("初稿.md", "终稿.md"):
        (clean.root.parent / name).write_text("## 发现\n\n全文有五个二阶主题。\n", encoding="utf-8")
    papers = [clean.root.parent / name for name in ("初稿.md", "终稿.md", "初稿.md")]
    reader = reads(gather(clean.root, papers), "paper")
    assert [link.inner_text() for link in reader.page.locator("main a").all()] == ["初稿.md", "终稿.md"]
    assert reader.go("#paper-2").heading.endswith("终稿.md")
    assert reader.go("#paper-3").heading == "这里没有这个名称。"


def test_a_hostile_paper_is_shown_as_text(reads, clean):
    said = "<script>document.title = 'run'</script><img src=x onerror=alert(1)> \u202e gnp 我们轮流值班"
    text = f"一、<b>发现</b>\n\n一位志愿者说：“{said}。” 全文有五个二阶主题。\n"
    # In Markdown a tag is no part of what is said.
    (clean.root.parent / "稿.txt").write_text(text, encoding="utf-8")
    reader = reads(gather(clean.root, [clean.root.parent / "稿.txt"]), "paper")
    assert "<script>" in reader.text
    assert "⟦RLO⟧" in reader.text
    assert reader.page.locator("main script, main img, main b b").count() == 0
    assert reader.page.title() != "run"


@pytest.mark.usefixtures("clean")
def test_the_command_takes_papers_and_writes_nothing_where_one_cannot_be_read(gioia_program, tmp_path):
    (tmp_path / "稿.md").write_text("## 发现\n\n全文有五个二阶主题。\n", encoding="utf-8")
    done = gioia_program("report", "clean", "--paper", "稿.md", "--out", "r.html", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    before = (tmp_path / "r.html").read_bytes()
    assert "五个二阶主题" in before.decode()
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 broken")
    for name in ("没有.docx", "坏.pdf", "clean"):
        done = gioia_program("report", "clean", "--paper", "稿.md", "--paper", name, "--out", "r.html", cwd=tmp_path)
        assert done.returncode in {1, 2}
        assert done.stderr.count("\n") == 1, done.stderr
        assert name in done.stderr
        assert (tmp_path / "r.html").read_bytes() == before


def test_places_in_the_study_are_told_from_its_folder(told):
    (paper,) = told.papers
    assert not [one.study_place for one in paper.remarks if "benchmarks" in one.study_place]
    assert audit(paper.manuscript, told.study).remarks == paper.remarks


def test_the_keyboard_leads_from_a_remark_to_its_passage(reader, told):
    (paper,) = told.papers
    coding = next(one.concerns[0] for one in paper.remarks if one.kind == "quotation-altered")
    reader.press_until("Tab", f"#coding/{coding}")
    reader.page.keyboard.press("Enter")
    reader.until("document.getElementById('main').dataset.kind === 'coding'")
    assert reader.page.evaluate("document.activeElement.id") == "heading"
