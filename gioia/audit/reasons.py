"""Why a rule is there: its family, the reason in two languages, and the literature behind it.

`reasons.yaml` holds the words; it is read only where somebody asks for them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.findings import RULES, Rule, suggestion
from gioia.plaintext.tree import Node, parse_tree

FAMILIES = {
    "FI": ("files", "文件"),
    "NA": ("names", "名称"),
    "DO": ("documents", "文档"),
    "TR": ("traceability", "可追溯"),
    "GI": ("data structure", "数据结构"),
    "EV": ("evidence", "证据"),
    "TG": ("triangulation", "三角验证"),
    "PR": ("process", "过程"),
    "RE": ("reliability", "可靠性"),
    "TP": ("transparency", "透明度"),
    "MS": ("manuscript", "稿件"),
    "SE": ("confidentiality", "保密"),
    "EX": ("exports", "导出"),
    "WA": ("waivers", "豁免"),
}
"""The letters of a rule's id → its family in English and Chinese, in the order in which a study flows."""


class Reason(Struct, frozen=True):
    """A rule, explained: `text` and `why` in English and Chinese; `literature` are short references, `works` what they stand for.

    `answered_by` tells which command answers a rule that has no findings; of the others both are empty.
    """

    rule: Rule
    family: tuple[str, str]
    text: tuple[str, str]
    why: tuple[str, str]
    literature: tuple[str, ...] = ()
    works: tuple[str, ...] = ()
    answered_by: tuple[str, str] = ("", "")


def reason(id: str) -> Reason:
    """Return why the rule is there. Raises GioiaError, with the nearest id, for one that there is not."""
    wanted = id.strip().upper()
    if wanted not in RULES:
        others = f"there are: {', '.join(RULES)}"
        raise GioiaError(f"no rule is called {id!r}", remedy=suggestion(wanted, RULES, others))
    tree = _tree()
    said = tree.entries["rules"].entries[wanted]
    references = tree.entries["references"]
    literature = said.strings("literature")
    return Reason(
        RULES[wanted],
        FAMILIES[wanted.rstrip("0123456789")],
        (RULES[wanted].text, said.string("zh")),
        (said.string("why"), said.string("zh_why")),
        literature,
        tuple(references.string(short) for short in literature),
        (said.string("answered_by"), said.string("zh_answered_by")),
    )


@cache
def _tree() -> Node:
    text = resources.files("gioia").joinpath("audit", "reasons.yaml").read_text(encoding="utf-8")
    return parse_tree(text, "reasons.yaml")[0]
