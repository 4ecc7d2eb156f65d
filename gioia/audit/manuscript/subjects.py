"""Whether a word is what the subject of a sentence speaks of, and not something beside it.

Of “a nurse of the home team later” the nurse is the subject, of “the nurse's husband”, “the head nurse” or “a visitor to the
website” neither the nurse nor the website is. In Chinese 匠人A在访谈中 is 匠人A, 匠人A的徒弟 is not.
"""

from __future__ import annotations

import re

_ADVERB = (
    r"\w+ly|later|then|soon|also|once|herself|himself|itself|themselves|had|has|have|would|will|did|does|even|still|again"
    r"|first|too|already|often|now|thus|never|always|just|all|both|each"
)
_LITTLE = re.compile(rf"(?:\s+(?:{_ADVERB})\b)*\s*", re.IGNORECASE)
_FURTHER = re.compile(rf"\s+(?:of|from|in|at|for)\s[\w\s'’*-]{{1,40}}|(?:\s+(?:{_ADVERB})\b)*\s*", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:of|on|in|at|from|for|to|by|with|about|than|like|near|behind|beside|under|over|who|whom|that|which)\b",
    re.IGNORECASE,
)
_TEXTS = re.compile(
    r"(?:[\s*]+(?:articles?|posts?|pages?|reports?|entry|entries|story|stories|sections?|texts?|records?|notes))?[\s*]*",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:an?|one|another|the|this|that|some|several|two|three|four|five|many|most|our|other|younger|older|senior|junior|first|second|third)\Z",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    r"(?:one|two|three|four|some|several|many|most|another|each) of (?:the|our|these|those|its|their|his|her)\s+",
    re.IGNORECASE,
)
_TITLE = re.compile(r"(?:mr|mrs|ms|dr|prof|professor)\.?\Z", re.IGNORECASE)
_VERBS = (
    r"告诉(?:我们|课题组|研究者|笔者|作者)|说道|说|写道|写到|称|表示|指出|提到|谈到|谈及|讲到|讲述|回忆|坦言|坦陈|强调|透露|补充|总结|回答|感慨|感叹|抱怨|形容"
    r"|描述|描写|叙述|解释|介绍|认为|笑言|评论|评价|报道|记载|记录|显示|宣布|留言"
)
_BETWEEN = (
    rf"们|[（(][^（）()]{{0,15}}[）)]|也|还|曾经|曾|则|就|便|又|都|却|更|后来|随后|当时|当场|多次|一再|反复|再三|这样|如此|这么|如是|进一步|继续|接着|同样|最后|最终|笑着|所"
    rf"|[\u4e00-\u9fff]{{1,4}}地|(?:对|向|跟)(?:我们|课题组|研究者|笔者|作者|记者|大家)|在[^，。；：]{{1,12}}?(?:中|时|里|上|后|前|期间)|{_VERBS}"
)
_LITTLE_ZH = re.compile(rf"(?>{_BETWEEN}|\s)*+")
_TEXTS_ZH = re.compile(
    rf"(?>》|的|上|中|里|文章|推文|预告|文字|原文|资料|材料|栏目|页面|公告|声明|笔记|纪要|记者|一文|数据|统计|内容|\d{{4}}年|\d{{1,2}}[月日]|{_BETWEEN}|\s)*+"
)
_OPENING_ZH = re.compile(
    r"(?>正如|诚如|恰如|如|据|而|但|且|并且|对此|其中|同时|另外|另|还有|就连|连|有|一些|许多|不少|[一两三几多那这该某位名个些的])*+"
)
_ANY_ZH = re.compile(r"[^的和与跟对向把被让给在从为由]{0,12}")
_LONGEST = 40


def is_person(subject: str, start: int, stop: int) -> bool:
    """Tell whether the name at `[start, stop)` is the subject: whatever goes before it, as a role or a title, is the same person's."""
    before, after = subject[:start], subject[stop:]
    if _is_chinese(subject):
        return _ANY_ZH.fullmatch(before) is not None and _fits(_LITTLE_ZH, after)
    words = before.split()
    is_another = bool(words) and words[-1][:1].isupper() and len(words) > 1 and not _TITLE.match(words[-1])
    is_another = is_another or (len(words) == 1 and words[0][:1].isupper() and not _opens(words[0]))
    return not is_another and not _PREPOSITION.search(before) and _fits(_LITTLE, after)


def is_role(subject: str, start: int, stop: int, beside: frozenset[str]) -> bool:
    """Tell whether the word at `[start, stop)` is what the subject is called; only determiners and the words `beside` may go before it."""
    before, after = subject[:start], subject[stop:]
    if _is_chinese(subject):
        return _OPENING_ZH.fullmatch(before) is not None and _fits(_LITTLE_ZH, after)
    is_plain = all(
        _DETERMINER.match(word) or word.lower() in beside for word in _ONE_OF.sub("", before, count=1).split()
    )
    return is_plain and _fits(_FURTHER, after)


def is_text(subject: str, start: int, stop: int) -> bool:
    """Tell whether the kind of material at `[start, stop)` is the subject, and no person at it or thing about it."""
    before, after = subject[:start], subject[stop:]
    if _is_chinese(subject):
        return _ANY_ZH.fullmatch(before.rstrip("《〈")) is not None and _fits(_TEXTS_ZH, after)
    rest = after[len(_TEXTS.match(after)[0]) :] if _TEXTS.match(after) else after  # type: ignore[index] # it matched
    spaced = f" {rest}" if rest else rest
    return not _PREPOSITION.search(before) and _fits(_FURTHER, spaced)


def _opens(word: str) -> bool:
    return bool(_DETERMINER.match(word) or _TITLE.match(word))


def _fits(pattern: re.Pattern[str], text: str) -> bool:
    return len(text) <= _LONGEST and pattern.fullmatch(text) is not None


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= char <= "\u9fff" for char in text)
