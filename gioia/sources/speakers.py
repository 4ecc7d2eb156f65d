"""What names a speaker in a transcript, and what only looks as if it did.

People label turns with a role (受访者A, Interviewer, Q), a name, or what the meeting software made of it (说话人 1). The
same place before a colon also holds words that nobody speaks by: 时间, 注, Source. Both kinds are told apart here, for
every place that reads transcripts.
"""

from __future__ import annotations

import re

from gioia.sources.tokens import is_person

_CLOCK = r"(?:\d{1,3}[:：]\d{1,2}[:：]\d{1,2}|\d{1,3}[:：]\d{2})(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_SPOKEN = r"(?:\d{1,2}\s?小时)?\d{1,3}\s?分\s?\d{1,2}\s?秒|\d{1,3}['′’]\d{2}[\"″”]?"
_DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\s*(?:上午|下午|晚上)?\s*"
TIME = rf"(?<![\d:：])(?:{_DAY})?(?:{_CLOCK}|{_SPOKEN})(?!\d|[:：]\d)"
"""The pattern of a time in a recording or of a day: 0:03, 00:12:08.5, 2:05 PM, 12分08秒, 2023-11-02 14:59:01."""

_NUMBER = r"[\s_-]*(?:[#＃№]\s*)?(?:[0-9０-９]{1,3}|(?-i:[A-ZＡ-Ｚ])|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊])?"
_LETTERS = r"(?-i:[IRQAMPFS]|INT|RES)[\s_-]?[0-9]{0,3}"
_ROLES = (
    r"问|答|提问|回答|[甲乙丙丁戊]|主持人?|记者|嘉宾|编辑|访员|访谈(?:者|人|员|对象)|采访(?:者|人|员|对象)|研究(?:者|员)|提问者?|回答者?"
    r"|(?:受访|被访|被访谈|被采访|讲述|叙述|发言|说话|讲话|参与|与会)(?:者|人|对象)|未知(?:说话|发言)人"
    r"|interview(?:er|ee)|respondent|participant|informant|moderator|facilitator|researcher|speaker|host|guest|question|answer"
    r"|unknown(?:\sspeaker)?"
)
_ROLE = re.compile(
    rf"(?:[0-9０-９]{{1,3}}号)?(?:{_LETTERS}|(?:{_ROLES}){_NUMBER})(?:\s*[（(][^（）()]{{1,12}}[)）])?", re.IGNORECASE
)
_NUMBERED = re.compile(r"(Q|A|问|答|提问|回答|question|answer)[\s_-]*[0-9０-９]{1,3}", re.IGNORECASE)
_FIELD = re.compile(
    r"时间|时长|日期|地点|场所|录音|记录|整理|关键词|摘要|主题|标题|题目|作者|编号|来源|出处|备注|说明|附件|附录|联系|电话|邮箱|网址|链接|姓名|性别|年龄|职业|职务|学历|单位"
    r"|会议|总结|小结|结论|目的|背景|注意|提示|定义|公式|单价|价格"
    r"|^(?:注|按|图|表|第.{1,6}[章节部步]|例|例如|比如|其中|其一|其二|首先|其次|再次|最后|因此|所以|但是|即|答案|译注|编者按)[0-9０-９]*$"
    r"|\b(?:date|time|duration|location|place|venue|subject|topic|title|author|abstract|keywords?|notes?|sources?|figure|fig|table|appendix"
    r"|example|e\.g|i\.e|summary|conclusion|transcript|transcri(?:bed|ption)|recorded|recording|meeting|attendees|participants|speakers|version"
    r"|warning|tip|references?|from|to|cc|re|tel|phone|e-?mail|https?|www|page|chapter|section|step|part)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r".{1,6}(?:先生|女士|小姐|老师|教授|博士|医生|总|总监|经理|主任|院长|校长|厂长|书记|师傅|同学|律师|董事长|阿姨|叔叔)"
)
_LATIN = re.compile(r"(?:[A-ZÀ-Þ][\w.'’-]*)(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|da|bin|al)){0,4}")
_LAST_FIRST = re.compile(r"[A-ZÀ-Þ][\w'’-]*,\s[A-ZÀ-Þ][\w.'’-]*(?:\s[A-ZÀ-Þ][\w.'’-]*)?")
_EDGES = " \t\u3000\u00a0*_-–—"
_PAIRS = {"[": "]", "【": "】", "(": ")", "（": "）", "<": ">", "〈": "〉", "「": "」", "{": "}"}
_SENT = re.compile(r"(?:From|来自)\s+(?P<who>.+?)\s+(?:to|发送至|至)\s+.+", re.IGNORECASE)
_NO_NAME = re.compile(
    r"[，。！？；、,;!?：:“”\"…\n\t|/\\=]|[a-z]{4,}\.(?:\s|$)|\d\.\s|^\W*$|^[\d\s.．、)）%％-]+$|^[•·#>]"
)
_LONGEST = 30
_MOST_WORDS = 5


def named(label: str) -> str:
    """Return the speaker that a label names, without the marks around it, or an empty string where it can name none."""
    name = label.strip(_EDGES)
    if name and _PAIRS.get(name[0]) == name[-1]:
        name = name[1:-1].strip(_EDGES)
    sent = _SENT.fullmatch(name)
    name = sent["who"] if sent else name
    if not name or len(name) > _LONGEST or len(name.split()) > _MOST_WORDS:
        return ""
    if _NO_NAME.search(name) and not _LAST_FIRST.fullmatch(_bare(name)):
        return ""
    numbered = _NUMBERED.fullmatch(name)
    return numbered[1] if numbered else name


def is_role(name: str) -> bool:
    """Tell whether the name is a role in a conversation, numbered or not: 受访者A, 说话人 1, Interviewer, Q."""
    return _ROLE.fullmatch(name) is not None


def is_field(name: str) -> bool:
    """Tell whether the name heads an entry of a form or a remark rather than what somebody says: 时间, 注, Source."""
    return not is_role(name) and _FIELD.search(name) is not None


def looks_like_a_person(name: str) -> bool:
    """Tell whether the name is a role or, as far as its form and jieba's dictionary tell, a person's."""
    if is_role(name):
        return True
    bare = _bare(name)
    return any(form.fullmatch(bare) for form in (_TITLE, _LATIN, _LAST_FIRST)) or is_person(bare)


def _bare(name: str) -> str:
    """Return the name without what stands in brackets after it: 王芳（店长）, Bo Li (Guest)."""
    return re.sub(r"\s*[（(][^（）()]*[)）]$", "", name)
