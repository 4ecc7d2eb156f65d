"""Short forms: what a paper says that it will call a construct, in brackets behind its name: (下文简称“…”), (hereafter, “…”)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gioia.audit.manuscript.names import Name, Names, key
from gioia.audit.manuscript.paragraphs import Paragraph

_DECLARED = re.compile(
    r"[(（]\s*(?:(?:下文|后文|以下|文中|本文)?(?:均|皆|都)?(?:简称|略称|统称)为?|下称|(?:hereafter|henceforth|hereinafter|in short|for short|short)[:,]?(?: referred to as| called)?)"
    r"\s*[:：]?\s*[“‘「『\"'*_]{0,2}(?P<short>[^“”‘’「」『』\"'*_()（）。，,；;]{2,40})[”’」』\"'*_,，.]{0,3}\s*[)）]",
    re.IGNORECASE,
)
_REACH = 80


def short_forms(found: Sequence[Paragraph], names: Names) -> dict[str, str]:
    """Return key of the short form → the text of the name right before it; no short form is another construct's name."""
    declared: dict[str, str] = {}
    for paragraph in found:
        for match in _DECLARED.finditer(paragraph.text) if paragraph.kind in {"prose", "abstract", "note"} else ():
            name = _before(key(paragraph.text[max(0, match.start() - _REACH) : match.start()]), names)
            short = key(match["short"])
            if name is not None and short and short not in names.keys:
                declared.setdefault(short, name.text)
    return declared


def _before(letters: str, names: Names) -> Name | None:
    """Return the longest name with which the letters end."""
    held = [(len(alias), name) for name in names.all for alias in name.keys if letters.endswith(alias)]
    return max(held, key=lambda one: one[0], default=(0, None))[1]
