"""What leaves for an office program comes back without loss: into a study that has it, and into one that has nothing of it."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import Phase, given, settings
from msgspec.structs import replace
from office_programs import converted, needs_writer
from office_studies import DOCUMENT, NAMES, TEXT, codings, plan_of, written

from gioia.codebook.records import Codebook, Concept
from gioia.codings.coding import Coding, new_coding
from gioia.model.records import Stage
from gioia.sources.documents import text_sha256
from gioia.sources.register import Document, Source
from gioia.study.record import Study

KINDS = ["docx", "xlsx", "csv"]


def study_of(codings=(), language="zh"):
    document = Document(DOCUMENT, "F1", text_sha256(TEXT), text=TEXT)
    return Study(
        Path("nowhere"),
        "nowhere",
        language=language,
        documents={DOCUMENT: document},
        codebook=Codebook(ungrouped=tuple(map(Concept, NAMES))),
        codings=tuple(codings),
        stages=(Stage("起步"), Stage("扎根")),
        sources=(Source("F1"), Source("G1")),
    )


def came(plan):
    """Return the codings that a plan writes."""
    return {
        coding
        for change in plan.changes
        for line in change.after.splitlines()
        for coding in [msgspec.json.decode(line, type=Coding)]
    }


@pytest.mark.parametrize("kind", KINDS)
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate), max_examples=60)
@given(codings())
def test_every_coding_comes_back_into_an_empty_study_with_all_that_it_says(kind, made):
    with TemporaryDirectory() as folder:
        file = written(study_of(made), Path(folder), kind)
        plan = plan_of(study_of(), file)
    assert not plan.refused
    assert came(plan) == set(made)


@pytest.mark.parametrize("kind", KINDS)
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate), max_examples=30)
@given(codings())
def test_what_comes_back_unchanged_changes_nothing(kind, made):
    with TemporaryDirectory() as folder:
        file = written(study_of(made), Path(folder), kind)
        plan = plan_of(study_of(made), file, is_replacing=True)
    assert plan.changes == ()
    assert plan.refused == ()


@pytest.mark.parametrize("kind", KINDS)
@settings(phases=(Phase.explicit, Phase.reuse, Phase.generate), max_examples=10)
@given(codings())
def test_the_same_codings_give_the_same_bytes(kind, made):
    with TemporaryDirectory() as folder:
        first = written(study_of(made), Path(folder), kind).read_bytes()
        assert written(study_of(made), Path(folder), kind).read_bytes() == first


def some():
    """Return codings that overlap, nest, share a passage, cross paragraphs, begin and end in white space, and repeat words."""
    spans = [(0, 4), (6, 20), (10, 12), (6, 20), (15, 60), (18, 24), (5, 6), (len(TEXT) - 3, len(TEXT))]
    spans += [(at, at + 2) for at in range(len(TEXT)) if TEXT.startswith("重复", at)]
    return [
        new_coding(
            TEXT, DOCUMENT, span, concept=NAMES[number % len(NAMES)], coder=["甲", "乙"][number % 2],
            time="2026-03-04T05:06:07Z", stage=["", "起步"][number % 2], memo=["", "一\n二 | 三"][number % 2], id=f"E{number}",
        )
        for number, span in enumerate(spans)
    ]  # fmt: skip


@needs_writer
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_libreoffice_may_save_the_file_in_between(kind, tmp_path):
    made = some()
    file = converted(written(study_of(made), tmp_path, kind), kind, tmp_path / "between")
    assert came(plan_of(study_of(), file)) == set(made)
    assert plan_of(study_of(made), file, is_replacing=True).changes == ()


@needs_writer
def test_libreoffice_may_save_the_sheet_as_separated_values(tmp_path):
    made = some()
    file = converted(
        written(study_of(made), tmp_path, "xlsx"), "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path / "csv"
    )
    assert came(plan_of(study_of(), file)) == set(made)


def test_a_word_file_without_what_it_carries_still_brings_every_span(tmp_path):
    import zipfile

    made = [
        replace(one, memo="", id="", concept="轮流值班") for one in some() if one.quotation.strip() == one.quotation
    ]
    file = written(study_of(made), tmp_path, "docx")
    bare = tmp_path / "bare.docx"
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(bare, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name != "customXml/item1.xml":
                new.writestr(name, content.replace(b"../customXml/item1.xml", b"nothing.xml"))
    found = came(plan_of(study_of(), bare))
    assert {(one.start, one.end, one.coder) for one in found} == {(one.start, one.end, one.coder) for one in made}
