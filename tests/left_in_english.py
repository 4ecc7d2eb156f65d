"""What of a message is still English in its Chinese form: words in a row that are no name, command, option or file."""

from __future__ import annotations

import re
from collections.abc import Iterable

from gioia.findings import Finding
from gioia.messages import in_chinese

_NOT_PROSE = re.compile(
    r"“[^”]*”|‘[^’]*’|'[^']*'|\"[^\"]*\""  # what is quoted
    r"|gioia [a-z-]+(?: [a-z-]+)*|(?:pip|apt) install [\w.-]+|--[a-z-]+"  # commands and options
    r"|[\w./-]*[./][\w./-]+|[a-z_/]+:"  # files, keys
)
_IN_A_ROW = re.compile(r"[a-z]{2,}(?: [a-z]{2,})+")


def left_in_english(message: str) -> list[str]:
    """Return the English words in a row that the message has in its Chinese form."""
    return _IN_A_ROW.findall(_NOT_PROSE.sub("", in_chinese(message)))


def findings_left_in_english(findings: Iterable[Finding]) -> list[str]:
    """Return the messages and remedies of findings that are not told in Chinese, each with what is left."""
    told = {message for found in findings for message in (found.message, found.remedy)}
    return [f"{message} → {in_chinese(message)}" for message in sorted(told) if left_in_english(message)]
