"""The language of the person: Chinese where their system speaks it, else English, for help and for what the program tells.

`GIOIA_LANG` (zh or en) decides; without it the locale of the shell, on Windows the language of the user's desktop.
"""

from __future__ import annotations

import os
import sys
from functools import cache

_CHINESE_PRIMARY = 0x04
_PRIMARY_MASK = 0x3FF


@cache
def language() -> str:
    """Return zh or en."""
    for variable in ("GIOIA_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    if sys.platform == "win32":
        import ctypes

        desktop = ctypes.windll.kernel32.GetUserDefaultUILanguage()
        return "zh" if desktop & _PRIMARY_MASK == _CHINESE_PRIMARY else "en"
    return "en"


def say(english: str, chinese: str) -> str:
    """Return the text in the person's language."""
    return chinese if language() == "zh" else english


def worded(message: str) -> str:
    """Return a message of the program, which is made in English, in the person's language."""
    if language() != "zh":
        return message
    from gioia.messages import in_chinese

    return in_chinese(message)
