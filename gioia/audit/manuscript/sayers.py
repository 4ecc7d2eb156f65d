"""Who or what a sentence says that a quotation is of, told by its grammar: the subject of the verb of saying beside it.

A kind of material or a person may be named near a quotation for many reasons. Only what stands as the subject of a verb of
saying right before the quotation or right behind it, or behind “according to”, surely says whose words they are. Nothing else
is taken: a relative clause, a passive, a verb further off, a clause with two verbs of saying.
"""

from __future__ import annotations

import re

from msgspec import Struct

from gioia.audit.manuscript.cues import tag_after
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.quotation_marks import Quoted, outermost, quoted

_VERB = re.compile(
    r"\b(?:said|says|say|told|tells|tell|recall(?:ed|s)?|explain(?:ed|s)?|not(?:ed|es|e)|puts? (?:it|this|things)|stat(?:ed|es|e)|describ(?:ed|es|e)|comment(?:ed|s)?|remark(?:ed|s)?|report(?:ed|s)?|add(?:ed|s)|wr(?:ote|ites|ite)|reflect(?:ed|s)|admit(?:ted|s)?|emphasi[sz](?:ed|es|e)|observ(?:ed|es|e)|recount(?:ed|s)?|mention(?:ed|s)?|complain(?:ed|s)?|ask(?:ed|s)?|repl(?:ied|ies|y)|answer(?:ed|s)?|remember(?:ed|s)?|conclud(?:ed|es|e)|insist(?:ed|s)?|acknowledg(?:ed|es|e)|stress(?:ed|es)?|confess(?:ed|es)?|posted|declar(?:ed|es|e)|promis(?:ed|es|e)|announc(?:ed|es|e)|claim(?:ed|s)?|warn(?:ed|s)?|argu(?:ed|es|e)|assert(?:ed|s)?|confirm(?:ed|s)?|record(?:ed|s)?|confided|joked|laughed|agreed|went on|continued|summed up)\b",
    re.IGNORECASE,
)
_THE_SAME_VERB = (
    r"(?:noted|reported|recorded|stated|told|described|quoted|written|published|recalled|explained|announced)"
)
_ACCORDING = re.compile(
    rf"(?:\baccording to|\bin the words of|\b{_THE_SAME_VERB} (?:in|by|on)) (?P<subject>[^,;:()\0\1]{{2,60}})\Z",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[.!?。！？；;\1]\s*")
_BREAKS = ",;:()—–\0\1"
_BESIDE = re.compile(r"\s{0,9}(?:who|which|whose|now|then|a|an|the|our|him|her|its)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"\s*(?:(?:as|and|but|yet|so|then|while|whereas|when|because|although|though|thus|also|however|still|later|soon|or)\s+)*",
    re.IGNORECASE,
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|get|got)(?:\s+\w+ly)?\s*\Z", re.IGNORECASE)
_SUBJECT = re.compile(r"\s+(?P<subject>[^,;:.()\0\1]{1,50})")
_GOES_ON = re.compile(
    r"(?:and|but|which|who|while|whereas|or|so|because|although|when|where|if|that|for|yet|nor)\b", re.IGNORECASE
)
_REACH, _REST, _BEHIND, _FEW = 200, 45, 80, 6

_VERB_ZH = re.compile(
    r"告诉(?:我们|课题组|研究者|笔者|作者)|说道|说|写道|写到|写|道|称|表示|指出|提到|谈到|谈及|讲到|讲述|回忆|坦言|坦陈|强调|所言|所述|所讲|直言|透露|补充|总结|回答|答|感慨|感叹|抱怨|形容|描述|描写|叙述|解释|介绍|认为|笑言|评论|评价|报道|记载|记录|显示|刊登|刊载|宣布|承诺|反映|留言|证实|反问|打趣"
)
_PARTICLES = re.compile(r"(?:说|道|称|到|过|了|起|着|的|是|为|如下|那样|一样)*\Z")
_BEHIND_ZH = re.compile(
    r"[\s,，]{1,2}(?P<subject>[^,，。；;：:\0\1]{1,20}?)(?:如是|这样|这么|如此)?(?:回忆|解释|补充|感慨|感叹|坦言|总结|抱怨|评价|评论|介绍|表示)?(?:说道|说|道|写道|表示|回忆|坦言)(?=[。；;]|\Z)"
)
_REST_ZH = 15
_HAN = re.compile(r"[\u3400-\u9fff]")


class Sayer(Struct, frozen=True):
    """The subject of the verb of saying that stands beside a quotation, as the paper has it, and where it begins in the paragraph."""

    subject: str
    start: int

    @property
    def is_chinese(self) -> bool:
        """Tell whether it is written in Chinese."""
        return _HAN.search(self.subject) is not None


def masked(text: str) -> str:
    """Return a paragraph in which what stands in quotation marks is blanked with U+0000, where a quoted sentence ends with U+0001.

    Nothing is moved: every code point stays in its place.
    """
    chars = list(text)
    for one in outermost(quoted(text)):
        start, stop = max(0, one.start - 1), min(one.stop + 1, len(text))
        is_sentence = text[one.start : one.stop].rstrip()[-1:] in set("。！？.!?")
        chars[start:stop] = "\0" * (stop - start - 1) + ("\1" if is_sentence else "\0")
    return "".join(chars)


def sayer(text: str, unquoted: str, quotation: Quoted) -> Sayer | None:
    """Return who is said to say a quotation of a paragraph's text, None where its sentence does not surely tell.

    `unquoted` is the text masked.
    """
    at = max(0, quotation.start - 1)
    before = unquoted[max(0, at - _REACH) : at]
    if found := _before(before, at - len(before)):
        return found
    return None if before.rstrip().endswith((",", "，", ":", "：")) else _behind(unquoted, text, quotation)


def sayer_above(above: Paragraph | None) -> Sayer | None:
    """Return who the paragraph above a quotation that is set off says that it is of; the place is one in that paragraph."""
    if above is None or above.kind != "prose":
        return None
    before = masked(above.text)[-_REACH:]
    return _before(before, len(above.text) - len(before))


def _before(text: str, start: int) -> Sayer | None:
    """Return the subject in the last sentence of a stretch that begins at `start`, behind which a quotation stands."""
    reach = text.rstrip(" *")
    core = reach.rstrip(" *,，:：")
    ends = [0, *(end.end() for end in _SENTENCE.finditer(core))]
    sentence, base = core[ends[-1] :], start + ends[-1]
    if _HAN.search(sentence):
        return _chinese(sentence, base, is_announced=reach.endswith((":", "：")))
    return _english(sentence, base)


def _english(sentence: str, base: int) -> Sayer | None:
    """Return the subject of the last verb of saying, if nothing parts that from the sentence's end."""
    if found := _ACCORDING.search(sentence):
        return _sayer(found["subject"], base + found.start("subject"))
    verbs = list(_VERB.finditer(sentence))
    if not verbs or not _goes_to_the_end(sentence[verbs[-1].end() :]):
        return None
    head = sentence[: verbs[-1].start()]
    start = _last_break(head) + 1
    if not head[start:].strip() and start and head[start - 1] == ",":
        # The founder, who …, said: what stands between the commas is told beside.
        aside = _last_break(head[: start - 1]) + 1
        if not aside or head[aside - 1] != "," or not _BESIDE.match(head[aside : start - 1]):
            return None
        head = head[: aside - 1]
        start = _last_break(head) + 1
    if _PASSIVE.search(head[start:]):
        return None
    start += len(_OPENING.match(head[start:])[0])  # type: ignore[index] # it matches nothing at least
    return _sayer(head[start:], base + start)


def _goes_to_the_end(rest: str) -> bool:
    return len(rest) <= _REST and not any(char in _BREAKS for char in rest)


def _last_break(text: str) -> int:
    return max(text.rfind(char) for char in _BREAKS)


def _chinese(sentence: str, base: int, *, is_announced: bool) -> Sayer | None:
    """Return what stands in the last clause before its last verb of saying, behind which little may stand."""
    start = max(sentence.rfind(char) for char in ",，、:：") + 1
    clause = sentence[start:]
    for verb in reversed(list(_VERB_ZH.finditer(clause))):
        rest = clause[verb.end() :]
        if _PARTICLES.match(rest) or (is_announced and len(rest) <= _REST_ZH):
            return _sayer(clause[: verb.start()], base + start)
    return None


def _behind(text: str, whole: str, quotation: Quoted) -> Sayer | None:
    """Return the subject that follows a quotation: “…,” one nurse said; “…”，一位匠人如是说."""
    tag = tag_after(whole, quotation.stop)
    start = tag[2] if tag else min(quotation.stop + 1, len(text))
    rest = text[start : start + _BEHIND]
    if found := _BEHIND_ZH.match(rest):
        at_the_end = found.end() < len(rest) or start + _BEHIND >= len(text)
        return _sayer(found["subject"], start + found.start("subject")) if at_the_end else None
    opened = len(rest) - len(rest.lstrip(" ,*"))
    if whole[quotation.stop - 1] not in ",?!…—" and "," not in rest[:opened]:
        return None
    if verb := _VERB.match(rest, opened):
        found = _SUBJECT.match(rest, verb.end())
        return _sayer(found["subject"], start + found.start("subject")) if found else None
    following = _VERB.search(rest, opened)
    if following and (another := _VERB.match(rest, following.end() + 1)):
        following = another  # the annual report noted
    if following is None or not _is_a_subject(rest[opened : following.start()]):
        return None
    opened += len(_OPENING.match(rest[opened:])[0])  # type: ignore[index] # it matches nothing at least
    return _sayer(rest[opened : following.start()], start + opened)


def _is_a_subject(words: str) -> bool:
    return (
        words.count(" ") <= _FEW
        and not any(char in _BREAKS or char == "." for char in words)
        and not _GOES_ON.match(words)
        and not _PASSIVE.search(words)
    )


def _sayer(subject: str, start: int) -> Sayer | None:
    return Sayer(subject.strip(" *"), start) if subject.strip(" *") else None
