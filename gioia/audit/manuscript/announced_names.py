"""Constructs that a sentence announces beside those of the study: a further theme, …; 另一个主题，即…."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from gioia.audit.manuscript.citations import is_cited
from gioia.audit.manuscript.paragraphs import Paragraph

_NOUN = r"(?:second-order |aggregate |first-order )?(?P<latin_noun>theme|dimension|concept)"
_WHICH = (
    r"(?:(?:which )?(?:we|I) (?:call|label|term|name)|(?:which we )?(?:called|labell?ed|termed|named)|namely|that of)"
)
_MORE = r"(?:(?:a|one|yet another|the) (?:further|additional|new|final|last|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|another)"
_WORD = r"[^\W\d_][\w’'–-]*"
_LATIN = re.compile(
    rf"\b{_MORE} {_NOUN}(?:, {_WHICH},? [*_“\"]*|,? {_WHICH} [*_“\"]*|, [*_“\"]*|: ?[*_“\"]*| (?:is|was) [*_“\"]+)(?P<words>{_WORD}(?: {_WORD}){{0,5}})(?:[*_”\"]+|[,.;:)])",
    re.IGNORECASE,
)
_HAN = re.compile(
    r"(?:另一?个?|另外一个|还有一个|又一个?|新的?|第[一二三四五六七八九十]个)(?:二阶|一阶|聚合)?(?P<han_noun>主题|维度|概念)(?:[是为][“「]|(?:即|：|——|，即|，(?:本文|我们)?(?:称之为|称为|命名为)|可?称为)[“「]?)"
    r"(?P<words>[\u4e00-\u9fff—]{3,12})[”」]?(?:[，。；：]|$)"
)
_USED = re.compile(
    rf"\bthe {_NOUN} of [*_“\"]*(?P<words>{_WORD}(?: {_WORD}){{1,3}})[*_”\"]* (?:suggests|shows|explains|indicates|captures|reveals|accounts for)\b",
    re.IGNORECASE,
)
_HAN_USED = re.compile(
    r"(?:以|用|借助|通过|凭)[“「]?(?P<words>[\u4e00-\u9fff]{3,6})[”」]?(?:这一)?(?:二阶|一阶|聚合)?(?P<han_noun>主题|维度)(?:来)?(?:说明|解释|表明|揭示|刻画|概括)"
)
"""What a sentence reasons with as with a construct that there is: the theme of … suggests; 以…主题说明."""
_NO_NAME = re.compile(
    r"^(?:\w+ly|less|more|most|as|if|too|though|although|however|again|often|also|still|perhaps|one|not|no|which|that|when|where|who|in|on|at|of|by|to|for|from|with|it|this|these|those|we|they|is|was|has|had|for)\b"
    r"|\b(?:is|was|are|were|has|have|had|will|we|it|they|which|that|who)\b|\b(?:\w+ed|important|relevant|possible|likely|evident|visible|related|similar|different)$",
    re.IGNORECASE,
)
_NO_HAN_NAME = re.compile(
    r"[是在了有将把被也都很更最]|[关如]于|这|那|其|我们|本文|[个种类项些]$|以[上下]|上述|[各每几两]"
)
_NOUNS = {"主题": "theme", "维度": "dimension", "概念": "concept"}


class Announced(Struct, frozen=True):
    """What a paper says to be a construct: the words, their span in the manuscript, and the noun said with them."""

    words: str
    start: int
    stop: int
    noun: str


def announced_names(found: Sequence[Paragraph]) -> Iterator[Announced]:
    """Yield what sentences say to be a theme, dimension or concept more; what citing sentences say is of others."""
    for paragraph in found:
        if paragraph.kind not in {"prose", "abstract"} or paragraph.zone in {"literature", "back", "front"}:
            continue
        patterns = (_LATIN, _HAN, _USED, _HAN_USED)
        for match in (match for pattern in patterns for match in pattern.finditer(paragraph.text)):
            told = match.groupdict()
            words = match["words"]
            is_said = "call" in match[0].lower() or match[0].count("“") or "term" in match[0].lower()
            is_name = is_said or _is_a_name(words)
            if is_name and not is_cited(paragraph.text, *match.span("words")):
                noun = _NOUNS.get(told.get("han_noun") or "") or (told.get("latin_noun") or "").lower()
                yield Announced(words, *paragraph.span(*match.span("words")), noun)


def _is_a_name(words: str) -> bool:
    """Tell whether words may be a name: of at least two words that a name may have."""
    if words.isascii() or " " in words:
        return " " in words and _NO_NAME.search(words) is None
    return _NO_HAN_NAME.search(words) is None
