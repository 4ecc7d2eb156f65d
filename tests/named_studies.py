"""A study that names three persons in every kind of file, in the files' names, and in what it calls its own parts.

A ferry. Built for any names, so that what redacting makes of them can be held against the same study with others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from gioia.codings.coding import new_coding
from gioia.edits.coding import Wish, code
from gioia.edits.documents import add_documents
from gioia.edits.memos import add_memo
from gioia.edits.new_study import new_study
from gioia.edits.plan import carry_out
from gioia.edits.structure import define, rename
from gioia.edits.update import update_document
from gioia.plaintext.lines import encode_lines
from gioia.study.loading import load_study
from gioia.study.record import Verdict

TIME = "2026-04-02T08:00:00Z"
KINDS = ("study.yaml", "codebook.yaml", "model.yaml", "excerpts.yaml", "review.jsonl")
FOLDERS = ("codings", "history", "memos", "sources", "suggestions", "translations")

_TEXT = """{0}：渡口冷清那年，{1}划着空船来找我。
{1}：我说别急，{2}总会从对岸回来。
{0}：后来{2}真的回来了，{0}和{1}一道修的码头。
"""
_LATER = _TEXT.replace("一道修的码头", "先后修的码头")
_STUDY = """study: {0}的渡口   # 起名：{1}
language: zh
codebook: codebook.yaml
model: model.yaml
about: 讲{0}、{1}和{2}
sources:
  - source: F1
    name: {0}的访谈
    author: {1}
    access: 问{2}
  - source: Q1
    name: 乡志
transcripts:
  - documents: F1/{0}*
    turn: "{{speaker}}：{{text}}"
    speakers: [{0}, {1}]
roles: [{0}一方, 船工]
dictionary: [{1}, 渡口]
stopwords: [{2}]
stages:
  - stage: {0}时期
    opened_by: "{1}离开，{2}接手"
coders:
  - coder: {2}
    about: 跟{0}学过划船
waivers:
  - rule: GI4
    subject: 靠{0}出力
    reason: "{1}已经核对"
statements:
  position: 访谈者是{2}的同乡
notes:
  {1}当场说过: 见{2}的录音
"""
_BOOK = """codebook: {0}的编码本
dimensions:
  - dimension: 靠{1}立足
    themes:
      - theme: "{2}的帮手"
        concepts:
          # 例：{0}找{1}
          - concept: 靠{0}出力
            definition: 有{1}在场
            indicators: [{2}]
          - concept: 等人
"""
_MODEL = """constructs: []
relations:
  - relation: R1
    from: "{2}的帮手"
    to: 靠{1}立足
    kind: enables
    stage: {0}时期
    codings: [{ids}]
    basis: "{0}说{1}来过"
events: []
"""


def named(folder: Path, names: Sequence[str]) -> Path:
    """Return the folder of the study of three persons, made below `folder`."""
    one, two, three = names
    root = folder / f"{one}渡口"
    new_study(root, language="zh", time=TIME, empty=True)
    _write(root, "study.yaml", _STUDY, names)
    _write(root, "codebook.yaml", _BOOK, names)
    _write(root, "model.yaml", _MODEL, names, ids="")
    document = f"F1/{one}访谈.txt"
    _write(folder, f"{one}访谈.txt", _TEXT, names)
    _do(root, three, lambda study: add_documents(study, [folder / f"{one}访谈.txt"], "F1", time=TIME))
    text = load_study(root)[0].documents[document].text
    for words in (f"{one}：渡口冷清那年，{two}", f"{three}真的回来了", f"别急，{three}", f"{one}和{two}一道修"):
        memo = f"{two}的原话，{three}在旁"
        wish = Wish(words, f"靠{one}出力", three, document=document, stage=f"{one}时期", memo=memo, time=TIME)
        _do(root, three, lambda study, wish=wish: code(study, wish))
    _do(root, three, lambda study: rename(study, "concept", f"靠{one}出力", f"靠{one}和{two}", why=f"{three}提醒"))
    _do(root, three, lambda study: define(study, "concept", "等人", f"等{two}", why=f"{one}问起"))
    first = load_study(root)[0].codings[0]
    _do(
        root,
        three,
        lambda study: add_memo(study, f"靠{one}和{two}", f"{three}记：见编码{first.id}。", by=three, time=TIME),
    )
    _do(root, three, lambda study: add_memo(study, document, f"{one}不愿多讲。", by=three, time=TIME))
    _write(folder, "later.txt", _LATER, names)
    _do(root, three, lambda study: update_document(study, document, folder / "later.txt", time=TIME))
    _beside(root, names, document, text)
    return root


def _beside(root: Path, names: Sequence[str], document: str, text: str) -> None:
    """Write what the page and people put beside the codings."""
    one, two, three = names
    first = load_study(root)[0].codings[0]
    _write(root, "model.yaml", _MODEL, names, ids=first.id)
    (root / "excerpts.yaml").write_text(
        f"excerpts:\n  - coding: {first.id}\n    shown: {one}：……{two}\n", encoding="utf-8"
    )
    (root / "translations").mkdir(exist_ok=True)
    (root / "translations" / "en.yaml").write_text(
        f"by: {three}\nexcerpts:\n  - coding: {first.id}\n    original: {first.quotation}\n"
        f"    translation: {one} says that {two} came.\n",
        encoding="utf-8",
    )
    at = text.index("后来")
    found = new_coding(text, document, (at - 1 - len(one), at + 4), concept="等人", coder="rules", time=TIME)
    (root / "suggestions").mkdir(exist_ok=True)
    (root / "suggestions" / f"{three}.jsonl").write_bytes(encode_lines([Verdict("rejected", found, three, TIME)]))


def _write(folder: Path, name: str, text: str, names: Sequence[str], **more: str) -> None:
    (folder / name).write_text(text.format(*names, text="{text}", **more), encoding="utf-8")


def _do(root: Path, by: str, planner) -> None:
    carry_out(root, planner, by=by)
