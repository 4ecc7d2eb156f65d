"""Studies for tests of forms: one in which everything is stated and shown, and one that holds nothing."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

from msgspec.structs import replace

from gioia.audit.trail import Entry
from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.codings.coding import Coding
from gioia.model.records import Event, Model, Relation, Stage
from gioia.sources.register import Document, Source
from gioia.study import Study
from gioia.study.excerpts import Translation
from gioia.study.record import Coder, Verdict, Waiver
from gioia.study.statements import Statement

EMPTY = Study(Path("empty"), "empty")
ENTRIES = (
    Entry("2026-01-02T10:00:00Z", "ada", "rename concept", ("烤面包",), ("清早烤面包",), "更近原话", "a1"),
    Entry("2026-01-03T10:00:00Z", "ada", "uncode", ("E9",), (), "", "a2"),
)
TEXT = "天还没亮就开炉。街坊排着队来买。有人嫌太酸。"


def statements() -> dict[str, dict]:
    """Return the statements that study.yaml may hold, with what the schema says of each."""
    schema = json.loads(resources.files("gioia").joinpath("schemas", "study.schema.json").read_text(encoding="utf-8"))
    return schema["$defs"]["statements"]["properties"]


def keys() -> list[str]:
    """Return the names of the statements."""
    return list(statements())


def stated(*but: str) -> dict[str, Statement]:
    """Return a statement under every key but those."""
    return {key: Statement(f"said of {key}") for key in keys() if key not in but}


def bakery() -> Study:
    """A bakery: two coders, two kinds of sources, two themes, a stage, and everything stated."""
    themes = (
        Theme("备料", concepts=(Concept("清早烤面包", definition="开门以前", include="说到开炉"),)),
        Theme("有了熟客", concepts=(Concept("街坊排队"), Concept("嫌太酸"))),
    )
    codings = (
        _coding("E1", (0, 7), "清早烤面包", "ada", "proof"),
        _coding("E2", (8, 15), "街坊排队", "ada", "power"),
        _coding("E3", (8, 15), "街坊排队", "bob", "", cited="F1"),
        _coding("E4", (16, 21), "嫌太酸", "bob", "counter", cited="F1"),
        _coding("R1", (0, 7), "清早烤面包", "rules", ""),
    )
    study = Study(
        Path("bakery"),
        "bakery",
        title="面包房",
        sources=(
            Source("G1", "告示", date="2020", author="店家", access="公开"),
            Source("F1", "访谈", date="2021-03", end="2021-05", author="店主", access="只供研究者"),
        ),
        documents={
            "G1/a.txt": Document("G1/a.txt", "G1", "0" * 64, reader="plain", text=TEXT),
            "F1/b.txt": Document("F1/b.txt", "F1", "1" * 64, reader="docx", text="好。"),
        },
        codebook=Codebook(dimensions=(Dimension("开店", themes=themes),)),
        codings=codings,
        coders=(Coder("ada", about="店主的邻居"), Coder("bob"), Coder("rules", "procedure")),
        stages=(Stage("起步", "2020", "2021-05"),),
        model=Model(
            relations=(
                Relation("R01", "备料", "有了熟客", "enables", codings=("E1",)),
                Relation("R02", "有了熟客", "备料", "feeds_back", section="四"),
                Relation("R03", "备料", "备料", "enables"),
                Relation("R04", "开店", "备料", "enables"),
            ),
            events=(Event("开张", "2020-02"),),
        ),
        waivers=(Waiver("GI4", "*", "小"),),
        translations=(Translation("en", "E1", "天还没亮就开炉", "The oven is lit before dawn", "Li Wei"),),
        memos=("memos/a.md",),
        statements=stated(),
    )
    verdict = Verdict("accepted", codings[4], "ada", "2026-01-01T00:00:00Z", "E1")
    return replace(study, verdicts=(verdict,))


def _coding(id: str, span: tuple[int, int], concept: str, coder: str, role: str, **more) -> Coding:
    return Coding(id, "G1/a.txt", *span, TEXT[slice(*span)], concept, coder, "2026-01-01T00:00:00Z", role=role, **more)
