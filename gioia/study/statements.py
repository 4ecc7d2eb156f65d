"""Statements: what a researcher says of how the study was done, and no program can see.

Who settled differences between coders, when the material was held to be enough, what was made of a surprise: each stands
under its name in `statements:` of study.yaml, as a text, or as a text a part where a part may be missing. What does not
apply is said to, with the reason (`n/a: nobody was interviewed`); a bare `n/a` says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from gioia.findings import Place
from gioia.plaintext.tree import Node

PARTS = {
    "unit": ("unit", "单位"),
    "rule": ("rule", "规则"),
    "told": ("result", "结果"),
    "coefficient": ("coefficient", "系数"),
    "n": ("n", "数量"),
    "per_code": ("per code", "各编码的值"),
    "table": ("raw counts", "原始数据"),
    "interval": ("interval", "区间"),
}
"""The parts that a statement may have, in English and Chinese."""

_BARE = r"(?i)\s*(?:n\s*/?\s*a|not applicable|none|不适用|无)?\W*"
_NOT_APPLICABLE = r"(?i)\s*(?:n\s*/?\s*a\b|not applicable|不适用)"


class Statement(Struct, frozen=True):
    """What is said under a name: as a whole in `text`, or by part in `parts`, of which empty ones are left out."""

    text: str = ""
    parts: dict[str, str] = {}
    place: Place = Place()


def read_statements(node: Node | None) -> dict[str, Statement]:
    """Return name → statement, in the order of the file."""
    if node is None:
        return {}
    return {
        name: Statement(
            entry.text, {part: text.text for part, text in entry.entries.items() if is_said(text.text)}, entry.place
        )
        for name, entry in node.entries.items()
        if not entry.null
    }


def is_said(text: str) -> bool:
    """Tell whether a text says something: it is neither empty nor a bare “n/a”."""
    return re.fullmatch(_BARE, text) is None


def says(statements: Mapping[str, Statement], name: str) -> bool:
    """Tell whether something is said under the name, be it that it does not apply and why."""
    statement = statements.get(name)
    return statement is not None and (is_said(statement.text) or bool(statement.parts))


def is_not_applicable(statement: Statement) -> bool:
    """Tell whether the statement says, with a reason, that its matter does not apply."""
    return is_said(statement.text) and re.match(_NOT_APPLICABLE, statement.text) is not None


def reason_of(statement: Statement) -> str:
    """Return the reason for which the matter of a statement does not apply, without the words that say that it does not."""
    return re.sub(_NOT_APPLICABLE + r"[\s:：,，;；.。()（）—–-]*", "", statement.text).strip()
