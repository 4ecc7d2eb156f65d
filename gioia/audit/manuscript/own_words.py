"""The authors' own words in quotation marks: what they asked, and what one of them noted. No material holds them."""

from __future__ import annotations

import re

_WE = r"(?:本文作者|作者(?:之一|们)?|笔者|我们|研究者|研究团队|课题组|调研组|第[一二三四五]作者|访谈者)"
_GO_ON = r"(?:(?!\b(?:and|but|as|while|she|he|they|who|which|said|replied|answered|told)\b)[^.!?;])"
"""What goes on about the same subject."""
_NOTED = re.compile(
    rf"{_WE}[^。！？；他她]{{0,30}}(?:写道|写下|写到|记道|记下|批注|批道|标注|旁注|注道)\s*(?:了|说)?\s*[:：,，]?\s*$"
    r"|\b(?:one of (?:us|the (?:authors|researchers))|(?:the )?(?:first|second|third|fourth|lead|other) (?:author|researcher)|we|I)\b"
    rf"{_GO_ON}{{0,60}}\b(?:wrote|noted|jotted|scribbled|scrawled)\b{_GO_ON}{{0,50}}$",
    re.IGNORECASE,
)
"""A note of the authors: who noted, and that it was noted, right before the words."""
_ASKED = re.compile(
    rf"{_WE}[^。！？；他她]{{0,30}}(?:问|问道|询问|追问|提问)[^。！？；]{{0,12}}$"
    r"|(?:访谈|开场|开放式|首个|第一个|同一个?|同样的?)[^。！？；，,]{0,8}问题[^。！？；]{0,12}$|访谈提纲[^。！？；]{0,16}$"
    rf"|\b(?:we|I|one of us|(?:the )?(?:first|second|third|lead) author|(?:the )?interviewers?)\b{_GO_ON}{{0,60}}\basked\b{_GO_ON}{{0,60}}$"
    rf"|\b(?:(?:opening|closing|interview|open-ended|grand tour|our) (?:[a-z-]+ )?questions?|interview (?:guide|protocol))\b{_GO_ON}{{0,40}}$",
    re.IGNORECASE,
)
"""A question of the authors, announced as one."""


def is_own(words: str, before: str) -> bool:
    """Tell whether the authors quote themselves: by what stands before in the sentence, and for a question by its mark."""
    if _NOTED.search(before):
        return True
    return words.rstrip(" ”’\"'」』").endswith(("?", "？")) and _ASKED.search(before) is not None
