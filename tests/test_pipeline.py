"""The pipeline: the same study gives the same bytes, and a person's own files in the output folder stay."""

from __future__ import annotations

import pandas as pd
import pytest
from docx import Document
from msgspec import structs

from gioia.displays.display import Table
from gioia.errors import GioiaError
from gioia.exports import docx, suffixes
from gioia.pipeline import Target, all_displays, chosen, export, run


def contents(folder):
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_the_same_study_gives_the_same_bytes(clean, tmp_path):
    run(clean.root, tmp_path / "one")
    run(clean.root, tmp_path / "two")
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_a_run_changes_nothing_in_the_study(clean, tmp_path):
    before = clean.bytes()
    run(clean.root, tmp_path / "out")
    assert clean.bytes() == before


def test_what_the_last_run_wrote_goes_and_what_a_person_put_there_stays(clean, tmp_path):
    out = tmp_path / "out"
    run(clean.root, out)
    mine = out / "figures" / "figure-1-edited-by-hand.pptx"
    mine.write_bytes(b"mine")
    (out / "tables" / "table-x").mkdir()
    assert list(out.glob("tables/table-3-*"))
    clean.change("study.yaml", clean.text("study.yaml"), "study: x\nlanguage: zh\ncodebook: codebook.yaml\n")
    for file in ("F1/访谈.md", "G1/公告.md"):
        clean.write(f"codings/甲/{file}.jsonl", "")
    run(clean.root, out)
    assert mine.read_bytes() == b"mine"
    assert (out / "tables" / "table-x").is_dir()
    assert not list(out.glob("tables/table-2-evidence-stage-1*"))


def test_a_summary_that_names_other_files_removes_none_of_them(clean, tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (tmp_path / "precious.txt").write_bytes(b"mine")
    (out / "summary.json").write_text('{"files": ["../precious.txt", "tables/../../precious.txt"]}', encoding="utf-8")
    run(clean.root, out)
    assert (tmp_path / "precious.txt").read_bytes() == b"mine"


def test_a_study_whose_files_are_at_fault_is_not_sound(clean, tmp_path):
    assert run(clean.root, tmp_path / "out").is_sound
    clean.write("sources/F1/访谈.md", "别的话")
    assert not run(clean.root, tmp_path / "out").is_sound


def test_all_tables_are_in_one_workbook_and_none_in_a_file_of_its_own(clean, tmp_path):
    written = run(clean.root, tmp_path / "out").written
    assert [path.name for path in written if path.suffix == ".xlsx"] == ["displays.xlsx"]


def test_the_workbook_goes_beside_the_document_that_displays_are_put_into(clean, tmp_path):
    displays = all_displays(clean.load())
    (document,) = export(displays, tmp_path, ["docx"]).written
    into = Target(into=document)
    written = export(displays, tmp_path / "out", ["xlsx", "docx"], target=into).written
    assert set(written) == {document, tmp_path / "out" / "displays.xlsx"}
    before = document.read_bytes()
    with pytest.raises(GioiaError) as raised:
        export(displays, tmp_path / "out", ["xlsx", "csv"], target=into)
    assert raised.value.remedy == "add --to docx"
    assert document.read_bytes() == before


@pytest.fixture
def manuscript(clean, tmp_path):
    """A Word document that has the tables of a study already."""
    export(some(clean), tmp_path, ["docx"])
    return tmp_path / "displays.docx"


def some(clean):
    return chosen(all_displays(clean.load()), "table-1")


def refused(clean, tmp_path, target, why):
    before = contents(tmp_path)
    with pytest.raises(GioiaError, match=why) as caught:
        export(some(clean), tmp_path / "out", ["docx"], target=target)
    assert contents(tmp_path) == before
    return caught.value


@pytest.mark.parametrize("role", ["into", "template"])
def test_a_document_that_cannot_be_written_into_is_named_and_stays_as_it_is(clean, tmp_path, role):
    (tmp_path / "mine.docx").write_bytes(b"mine")
    assert "mine.docx" in str(refused(clean, tmp_path, Target(**{role: tmp_path / "mine.docx"}), "no Word file"))


def test_a_document_that_is_read_only_stays_as_it_is(clean, tmp_path, manuscript):
    manuscript.chmod(0o444)
    refused(clean, tmp_path, Target(into=manuscript), "read-only")
    export(some(clean), tmp_path / "out", ["docx"], target=Target(template=manuscript))
    assert (tmp_path / "out" / "displays.docx").is_file()


def test_a_document_that_a_person_saves_during_the_export_keeps_what_they_saved(
    clean, tmp_path, manuscript, monkeypatch
):
    write_into = docx.write_into

    def while_writing(displays, earlier, **how):
        manuscript.write_bytes(b"saved by a person")
        return write_into(displays, earlier, **how)

    monkeypatch.setattr(docx, "write_into", while_writing)
    with pytest.raises(GioiaError, match="changed in the meantime"):
        export(some(clean), tmp_path / "out", ["docx"], target=Target(into=manuscript))
    assert manuscript.read_bytes() == b"saved by a person"


@pytest.mark.parametrize(
    ("only", "keys"),
    [
        ("图1", ["figure-1-data-structure"]),
        ("图一", ["figure-1-data-structure"]),
        ("Figure 1", ["figure-1-data-structure"]),
        ("table-1", ["table-1-sources"]),
        ("表1", ["table-1-sources"]),
        ("Sources", ["table-1-sources"]),
        ("数据结构", ["figure-1-data-structure"]),
        ("figure-1-", ["figure-1-data-structure"]),
    ],
)
def test_displays_are_chosen_by_number_key_or_caption(clean, only, keys):
    assert len(all_displays(clean.load())) > 10
    assert [display.key for display in chosen(all_displays(clean.load()), only)] == keys


def test_no_display_of_that_name_gets_the_nearest(clean):
    with pytest.raises(GioiaError) as raised:
        chosen(all_displays(clean.load()), "figur-1-data-structure")
    assert raised.value.remedy == "did you mean 'figure-1-data-structure'?"


@pytest.mark.parametrize("words", [["PNG"], [".png"], ["svg,pdf"], ["word"], ["Excel，MD"], ["svg", "SVG"]])
def test_formats_are_named_in_any_case_with_commas_or_by_their_program(words):
    named = {"PNG": ["png"], ".png": ["png"], "svg,pdf": ["svg", "pdf"], "word": ["docx"], "Excel，MD": ["xlsx", "md"]}
    assert suffixes(words) == named.get(words[0], ["svg"])


def test_a_format_that_there_is_not_gets_the_nearest():
    with pytest.raises(GioiaError, match="did you mean 'word'"):
        suffixes(["words"])


def test_a_format_that_binds_displays_of_the_other_kind_only_writes_nothing(clean, tmp_path):
    figure = chosen(all_displays(clean.load()), "figure-1-")
    assert export(figure, tmp_path / "out", ["xlsx"]).written == ()


def test_what_a_cell_cannot_hold_is_told(tmp_path):
    table = Table("t", "", pd.DataFrame({"证": ["短", "长" * 40_000]}))
    (found,) = export([table], tmp_path, ["xlsx", "csv"]).findings
    assert (found.rule, found.subject, found.place.path.endswith("displays.xlsx")) == ("EX1", "t", True)
    assert (
        found.message
        == "row 2, 证: a cell of Excel holds 32,767 characters, and this has 40,000; it is cut and says so"
    )


def test_a_character_that_no_file_holds_is_told_once_a_display(clean, tmp_path):
    clean.change("codebook.yaml", "各家排班照看书屋", '"各家\\a排班照看书屋"')
    found = [one for one in run(clean.root, tmp_path / "out").findings if one.rule == "EX2"]
    (table,) = tmp_path.glob("out/tables/*-codebook.md")
    assert [(one.subject, one.place.path.rpartition("/")[2]) for one in found] == [(table.stem, table.stem)]
    assert "U+0007" in found[0].message
    assert "各家\ufffd排班照看书屋" in table.read_text(encoding="utf-8")


def test_a_sound_study_has_no_such_finding(clean, tmp_path):
    assert [one for one in run(clean.root, tmp_path / "out").findings if one.rule.startswith("EX")] == []


class TestAWordDocumentThatIsThere:
    @pytest.fixture
    def displays(self, clean):
        return all_displays(clean.load())

    @pytest.fixture
    def template(self, tmp_path):
        document = Document()
        document.add_paragraph("刊头")
        document.save(tmp_path / "template.docx")
        return tmp_path / "template.docx"

    def written(self, displays, out, target=None):
        (path,) = export(displays, out, ["docx"], target=target or Target()).written
        return path

    def edit(self, path):
        document = Document(path)
        document.add_paragraph("作者自己的话")
        document.save(path)

    def texts(self, path):
        return [paragraph.text for paragraph in Document(path).paragraphs]

    def test_one_in_which_nobody_wrote_is_written_anew(self, displays, tmp_path):
        fresh = self.written(displays, tmp_path / "fresh").read_bytes()
        self.written(displays[3:], tmp_path / "used")
        assert self.written(displays, tmp_path / "used").read_bytes() == fresh

    def test_one_in_which_a_person_wrote_keeps_their_words(self, displays, tmp_path):
        self.edit(self.written(displays, tmp_path))
        for _ in range(2):
            assert "作者自己的话" in self.texts(self.written(displays, tmp_path))

    def test_a_template_begins_it_anew_and_lasts(self, displays, tmp_path, template):
        self.written(displays, tmp_path)
        once = self.written(displays, tmp_path, Target(template=template)).read_bytes()
        assert "刊头" in self.texts(tmp_path / "displays.docx")
        assert self.written(displays, tmp_path, Target(template=template)).read_bytes() == once
        assert "刊头" in self.texts(self.written(displays, tmp_path))

    def test_a_template_does_not_take_the_place_of_a_persons_words(self, displays, tmp_path, template):
        self.edit(self.written(displays, tmp_path))
        with pytest.raises(GioiaError, match="may hold text of yours") as raised:
            self.written(displays, tmp_path, Target(template=template))
        assert "leave out --template" in raised.value.remedy
        assert "作者自己的话" in self.texts(tmp_path / "displays.docx")

    def test_a_template_that_is_not_there_is_refused_whatever_lies_there(self, displays, tmp_path):
        self.written(displays, tmp_path)
        with pytest.raises(GioiaError, match="no such file"):
            self.written(displays, tmp_path, Target(template=tmp_path / "nowhere.docx"))

    def test_displays_put_into_it_by_name_stand_beside_those_that_it_has(self, displays, tmp_path):
        path = self.written(displays, tmp_path)
        before = len(Document(path).tables)
        self.written(displays[:1], tmp_path, Target(into=path, name="table-1"))
        assert len(Document(path).tables) == before


def test_several_names_choose_the_displays_of_each_in_the_order_of_print(clean):
    displays = all_displays(clean.load())
    keys = [display.key for display in chosen(displays, "figure-1-", "table-1-")]
    assert [key[:8] for key in keys] == ["table-1-", "figure-1"]
    with pytest.raises(GioiaError, match="'nothing'"):
        chosen(displays, "table-1-", "nothing")


def test_a_figure_that_fits_no_width_asked_for_is_told_and_written_all_the_same(clean, tmp_path):
    (figure, *_) = chosen(all_displays(clean.load()), "figure-1-")
    narrow = structs.replace(figure, asked=figure.scene.width / 2)
    done = export([narrow], tmp_path / "out", ["svg"])
    assert [one.rule for one in done.findings] == ["EX4"]
    assert len(done.written) == 1


class TestAManuscriptThatAnotherProgramHasOpen:
    @pytest.mark.parametrize(
        ("name", "lock"),
        [
            ("paper.docx", "~$paper.docx"),
            ("letters.docx", "~$etters.docx"),
            ("seventy.docx", "~$eventy.docx"),
            ("论文初稿第二次修改.docx", "~$初稿第二次修改.docx"),
            ("paper.docx", ".~lock.paper.docx#"),
        ],
    )
    def test_it_is_refused_by_the_file_that_lies_beside_it(self, clean, tmp_path, manuscript, name, lock):
        manuscript.rename(tmp_path / name)
        (tmp_path / lock).touch()
        error = refused(clean, tmp_path, Target(into=tmp_path / name), "has it open")
        assert error.remedy == f"close it there; if none has, delete {lock}"
        assert error.exit_code == 1

    def test_another_documents_file_is_no_hindrance(self, clean, tmp_path, manuscript):
        (tmp_path / "~$splays two.docx").touch()
        assert export(some(clean), tmp_path / "out", ["docx"], target=Target(into=manuscript)).written == (manuscript,)

    def test_a_dry_run_may_look_at_it(self, clean, tmp_path, manuscript):
        (tmp_path / "~$splays.docx").touch()
        export(some(clean), tmp_path / "out", ["docx"], target=Target(into=manuscript), dry_run=True)


def test_a_dry_run_tells_the_same_and_writes_nothing(clean, tmp_path, manuscript):
    into = Target(into=manuscript)
    before = contents(tmp_path)
    told = export(all_displays(clean.load()), tmp_path / "out", None, target=into, dry_run=True)
    assert contents(tmp_path) == before
    assert not (tmp_path / "out").exists()
    done = export(all_displays(clean.load()), tmp_path / "out", None, target=into)
    assert (done.written, done.findings) == (told.written, told.findings)
    assert [(fate.display.key, fate.state) for fate in done.fates] == [
        (fate.display.key, fate.state) for fate in told.fates
    ]
    assert "new" in {fate.state for fate in told.fates}
