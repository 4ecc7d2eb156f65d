"""What the server answers, in the language that the page asks in: findings, errors and what an edit did are told in Chinese, too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gioia.messages import in_chinese

_TOLD = ("message", "remedy")
_WITH_FINDINGS = "findings"


def is_chinese(accepted: str) -> bool:
    """Tell whether a request's header Accept-Language asks for Chinese before anything else."""
    return accepted.strip().lower().startswith("zh")


def in_chinese_words(value: Any) -> Any:  # noqa: ANN401 - whatever the page is answered
    """Return an answer with its messages and remedies, and those of the findings in it, in Chinese."""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [in_chinese_words(each) for each in value]
    if not isinstance(value, dict):
        return value
    told = {key: in_chinese(value[key]) for key in _TOLD if isinstance(value.get(key), str)}
    if isinstance(value.get(_WITH_FINDINGS), list):
        told[_WITH_FINDINGS] = in_chinese_words(value[_WITH_FINDINGS])
    return {**value, **told}
