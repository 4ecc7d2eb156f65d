"""A study whose every file holds words of its sources: what sealing and redacting have to keep from a copy.

A bakery. The words are those of a person who was asked; they stand in codings, memos, excerpts, a translation, the history, the
review list, verdicts, a definition, a basis, a comment, and in the name of a document.
"""

from __future__ import annotations

from pathlib import Path

from gioia.codings.coding import new_coding
from gioia.edits.coding import Wish, code
from gioia.edits.documents import add_documents
from gioia.edits.memos import add_memo
from gioia.edits.new_study import new_study
from gioia.edits.plan import Plan, carry_out
from gioia.edits.update import update_document
from gioia.plaintext.lines import encode_lines
from gioia.study.loading import load_study
from gioia.study.record import Verdict

TIME = "2026-03-01T08:00:00Z"
BAKER = """问：当初怎么想到开面包店的？

陈小满：那年冬天我每天凌晨三点起来揉面，手上全是裂口，邻居都说我疯了。
可是第一炉出来的时候，整条
巷子都闻到了，大家端着碗来排队。

问：后来呢？

陈小满：后来面粉涨价，我跟磨坊的老顾谈了一下午，他答应按去年的价再供三个月。ＯＫ😀就这样撑过来了。
"""
TITLE = "凌晨三点起来揉面的那个冬天"
ARTICLE = f"""{TITLE}

老顾的磨坊在河边，水轮转了四十年。那年冬天我每天凌晨三点起来揉面，小满后来常常这样说起。
磨坊答应按去年的价再供三个月，没有立字据。
"""
LATER = ARTICLE.replace("没有立字据", "只是握了握手")
OUTLINE = """codebook: 面包店
dimensions:
  - dimension: 立足
    themes:
      - theme: 吃苦
        concepts:
          - concept: 早起揉面
            # 例：手上全是裂口，邻居都说我疯了
            definition: 店主自述的辛劳，如“我每天凌晨三点起来揉面”。
            indicators: [揉面]
          - concept: 邻里捧场
      - theme: 结伴
        concepts:
          - concept: 供货方让利
"""
MODEL = """constructs: []
relations:
  - relation: R1
    from: 吃苦
    to: 结伴
    kind: enables
    codings: []
    section: 三
    basis: 她说“我跟磨坊的老顾谈了一下午”，可见是辛劳打动了人。
"""


def told(folder: Path) -> Path:
    """Return the folder of the study, made below `folder`."""
    root = folder / "bakery"
    new_study(root, language="zh", time=TIME, empty=True)
    (root / "codebook.yaml").write_text(OUTLINE, encoding="utf-8")
    (root / "model.yaml").write_text(MODEL, encoding="utf-8")
    for source, name, text in (("F1", "访谈一", BAKER), ("Q1", TITLE, ARTICLE)):
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        carry_out(root, lambda study, f=folder / f"{name}.txt", s=source: add_documents(study, [f], s, time=TIME))
    coded(
        root, "F1/访谈一.txt", "手上全是裂口，邻居都说我疯了", "早起揉面", memo="原话：手上全是裂口，邻居都说我疯了。"
    )
    coded(root, "F1/访谈一.txt", "整条巷子都闻到了，大家端着碗来排队", "邻里捧场")
    coded(root, "F1/访谈一.txt", "他答应按去年的价再供三个月。OK😀", "供货方让利")
    coded(root, f"Q1/{TITLE}.txt", "我每天凌晨三点起来揉面", "早起揉面")
    coded(root, f"Q1/{TITLE}.txt", "没有立字据", "供货方让利")
    words = "她讲“整条巷子都闻到了，大家端着碗来排队”时笑了。\n可见：邻里。"
    carry_out(root, lambda study: add_memo(study, "邻里捧场", words, by="林", time=TIME), by="林")
    carry_out(root, lambda study: add_memo(study, f"Q1/{TITLE}.txt", "不太可靠。", by="林", time=TIME), by="林")
    (folder / "改.txt").write_text(LATER, encoding="utf-8")
    carry_out(root, lambda study: update_document(study, f"Q1/{TITLE}.txt", folder / "改.txt", time=TIME), by="林")
    _people_write(root)
    return root


def coded(root: Path, document: str, words: str, concept: str, **more: str) -> Plan:
    """Code words of a document as 林 would, as evidence."""
    wish = Wish(words, concept, "林", document=document, role="proof", time=TIME, **more)
    return carry_out(root, lambda study: code(study, wish), by="林")


def _people_write(root: Path) -> None:
    """Write what people and the page put beside the codings."""
    study, _ = load_study(root)
    id = next(one.id for one in study.codings if one.concept == "邻里捧场")
    shown = f"excerpts:\n  - coding: {id}\n    shown: 整条巷子都闻到了，……来排队\n"
    (root / "excerpts.yaml").write_text(shown, encoding="utf-8")
    (root / "translations").mkdir()
    translation = (
        f"by: 林\nexcerpts:\n  - coding: {id}\n    original: 整条巷子都闻到了，大家端着碗来排队\n"
        "    translation: The whole lane smelt it.\n"
    )
    (root / "translations" / "en.yaml").write_text(translation, encoding="utf-8")
    text = study.documents["F1/访谈一.txt"].text
    at = text.index("后来面粉涨价")
    found = new_coding(
        text,
        "F1/访谈一.txt",
        (at, at + 12),
        concept="早起揉面",
        coder="rules",
        time=TIME,
        memo="后来面粉涨价，我跟磨坊",
    )
    (root / "suggestions").mkdir()
    verdict = encode_lines([Verdict("rejected", found, "林", TIME)])
    (root / "suggestions" / "林.jsonl").write_bytes(verdict)
