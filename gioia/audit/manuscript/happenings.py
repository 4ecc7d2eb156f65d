"""What happens at a date: the verbs by which a text tells it, those of one meaning together.

A thing has many dates: a mill is founded, burns down and is opened again. Two dates are of one event only where the same happens
to it, in whatever words: 上市 or 面世, "was admitted" or "the admission".
"""

from __future__ import annotations

import re

_KINDS = {
    "appears": (
        r"上市|面世|问世|推出|发布|上线|亮相|首发|发售|发行|出版|刊登",
        r"launch\w*|releas(?:es?|ed|ing)|unveil\w*|introduc(?:es?|ed|ing|tion)|publish\w*|publication|went live|go(?:es)? live|roll(?:s|ed|ing)? out",
    ),
    "founded": (
        r"成立|创立|创办|创建|创始|设立|组建|建立|开办|兴办|建厂|建社|建校",
        r"found(?:ed|ing|ation)|establish\w*|set(?:s|ting)? up|creat(?:es?|ed|ion)|incorporat\w*",
    ),
    "opens": (r"开张|开业|开店|开门|开馆|开园|开放|营业|揭牌|揭幕", r"open(?:s|ed|ing)|inaugurat\w*"),
    "taken over": (
        r"接手|接管|接任|接班|继任|上任|就任|出任|任命",
        r"t(?:ake|akes|ook|aking) over|takeover|succe(?:ed|eds|eded|ssion)|appoint\w*",
    ),
    "recognised": (
        r"列入|入选|认定|获评|评为|授予|获批|批准|获得|荣获|通过",
        r"list(?:ed|ing)|recogni[sz]\w*|award\w*|approv(?:es?|ed|al)|grant(?:s|ed)?|certifi\w*|accredit\w*|w(?:on|ins?)",
    ),
    "applied": (r"申报|申请|申遗|报名|参评|提名", r"appl(?:y|ies|ied|ication)|nominat\w*"),
    "starts": (
        r"启动|开工|动工|开始|投产|试点|试行|试运行|试用|动笔",
        r"start(?:s|ed|ing)?|beg[aiu]n(?:s|ning)?|commenc\w*|pilot(?:s|ed|ing)?",
    ),
    "done": (r"落成|竣工|建成|完工|完成|告成", r"complet(?:es?|ed|ion)|finish(?:es|ed)?"),
    "in force": (
        r"生效|实施|施行|执行|启用|出台",
        r"in(?:to)? force|t(?:ook|akes?|aking) effect|adopt(?:s|ed|ion)?|implement\w*|enact\w*",
    ),
    "signed": (r"签约|签订|签署|签下", r"sign(?:s|ed|ing)?"),
    "bought": (r"收购|并购|合并|买下", r"acqui(?:re[sd]?|sition)|merge[sdr]?|b(?:ought|uys?)|purchas\w*"),
    "ends": (
        r"停产|停业|停办|关闭|关停|关门|解散|撤销|终止|停止|倒闭",
        r"clos(?:es?|ed|ure|ing)|ceas\w*|end(?:s|ed)|dissol\w*|shut\w*|abolish\w*",
    ),
    "moves": (r"搬迁|迁入|迁至|迁往|搬入|搬到|搬进", r"mov(?:es?|ed|ing)|relocat\w*"),
    "comes in": (r"入院|收治|加入|入驻|入社|加盟|接收", r"admi(?:ts?|tted|ssions?)|join(?:s|ed)?|enrol\w*"),
    "sent": (r"派出|送出|寄出|发出|发往|送往", r"sen[dt](?:s|ing)?|dispatch\w*"),
    "leaves": (
        r"退休|离职|离任|卸任|辞职|去世|病逝",
        r"retir(?:es?|ed|ement)|left|leaves?|resign\w*|died|death|step(?:s|ped) down",
    ),
    "destroyed": (r"烧毁|焚毁|拆除|冲毁|倒塌", r"burn(?:s|t|ed)|flood(?:s|ed)|demolish\w*|destroy\w*|collaps\w*"),
}
_PATTERN = re.compile(
    "|".join(
        rf"(?P<k{number}>{han}|(?<![a-z])(?:{latin})(?![a-z]))" for number, (han, latin) in enumerate(_KINDS.values())
    ),
    re.IGNORECASE,
)
_NAMES = tuple(_KINDS)


def happenings(text: str) -> list[tuple[str, int, int]]:
    """Return what happens in a text: the kind of each verb that tells it, and its half-open span, in order."""
    return [(_NAMES[int((match.lastgroup or "k0")[1:])], *match.span()) for match in _PATTERN.finditer(text)]


def kinds(text: str) -> frozenset[str]:
    """Return the kinds of what happens in a text."""
    return frozenset(kind for kind, _, _ in happenings(text))


def at(text: str, start: int, stop: int) -> str:
    """Return the kind of what happens at a date at `[start, stop)` of a clause, an empty string where nothing does.

    In Chinese that is the first told behind it, else the last before it; in English the nearest.
    """
    found = happenings(text)
    behind = next(((begin - stop, kind) for kind, begin, _ in found if begin >= stop), None)
    before = next(((start - end, kind) for kind, _, end in reversed(found) if end <= start), None)
    if behind and before and text[start:stop].isascii():
        return min(behind, before)[1]
    return (behind or before or (0, ""))[1]
