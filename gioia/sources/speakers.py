"""What names a speaker in a transcript, and what only looks as if it did.

People label turns with a role (受访者A, Interviewer, Q), a name, or what the meeting software made of it (说话人 1). The
same place before a colon also holds words that nobody speaks by: 时间, 注, Source, 他说. Both kinds are told apart here, for
every place that reads transcripts.
"""

from __future__ import annotations

import re
from functools import lru_cache

from gioia.sources.tokens import is_person

_KEPT = 4096
_SIMPLIFIED = str.maketrans(
    "訪談採問員對說話發講參與會記賓編輯敘題間點場錄關鍵詞標號來處備註釋聯絡電郵網連結別齡職務學歷單總論義範價優勢劣機脅規牌驟圖編結層稱"
    "張陳劉楊黃吳趙孫馬羅鄭謝許韓馮鄧蕭葉蘇盧蔣閻鍾譚陸賀顧龔錢湯龍萬歐師傅導經營監長隊組醫護顧戶費親媽爺兒姊鄰認為覺寫",
    "访谈采问员对说话发讲参与会记宾编辑叙题间点场录关键词标号来处备注释联络电邮网连结别龄职务学历单总论义范价优势劣机胁规牌骤图编结层称"
    "张陈刘杨黄吴赵孙马罗郑谢许韩冯邓萧叶苏卢蒋阎钟谭陆贺顾龚钱汤龙万欧师傅导经营监长队组医护顾户费亲妈爷儿姊邻认为觉写",
)
"""The traditional characters of the words below; a role or a field is the same in either script."""
_CLOCK = r"(?:\d{1,3}[:：]\d{1,2}[:：]\d{1,2}|\d{1,3}[:：]\d{2})(?:[.,]\d{1,6})?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
_SPOKEN = (
    r"(?:\d{1,2}\s?小时)?\d{1,3}\s?分\s?\d{1,2}\s?秒|\d{1,3}['′’]\d{2}[\"″”]?"
    r"|(?:\d{1,2} hours? )?\d{1,3} minutes?\b(?: \d{1,2} seconds?\b)?|\d{1,2} seconds?\b"
)
_DAY = r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?,?\s)\s*(?:上午|下午|晚上)?\s*"
TIME = rf"(?<![A-Za-z\d:：])(?:{_DAY})?(?:{_CLOCK}|{_SPOKEN})(?!\d|[:：]\d)"
"""The pattern of a time in a recording or of a day: 0:03, 00:12:08.5, 2:05 PM, 12分08秒, 2023-11-02 14:59:01."""

GAP = r"[ \t\u3000\u00a0]"
"""The pattern of a space within a line."""

_NUMBER = (
    r"[\s_-]*(?:[#＃№]\s*)?(?:[0-9０-９]{1,3}|(?-i:(?<![A-Z])[A-ZＡ-Ｚ])|[一二三四五六七八九十]{1,3}|[甲乙丙丁戊])?"
)
_LETTERS = r"(?-i:[IRQAMPFS]|INT|RES)[\s_-]?[0-9]{0,3}"
_ROLES = (
    r"问|答|访|受|提问|回答|[甲乙丙丁戊]|主持人?|记者|嘉宾|编辑|访员|访[谈问](?:者|人|员|对象)|采访(?:者|人|员|对象)|研究(?:者|员)|提问者?|回答者?"
    r"|(?:受访|被访|被访谈|被采访|讲述|叙述|发言|说话|讲话|参与|与会)(?:者|人|对象)|未知(?:说话|发言)人"
    r"|interview(?:er|ee)|respondent|participant|informant|moderator|facilitator|researcher|speaker|host|guest|question|answer"
    r"|unknown(?:\sspeaker)?"
)
_ROLE = re.compile(rf"(?:[0-9０-９]{{1,3}}号)?(?:{_LETTERS}|(?:{_ROLES}){_NUMBER})", re.IGNORECASE)
_NUMBERED = re.compile(r"(Q|A|问|答|提问|回答|question|answer)[\s_-]*[0-9０-９]{1,3}", re.IGNORECASE)
_FIELD = re.compile(
    r"时间|时长|日期|地点|场所|录音|记录|整理|关键词|摘要|主题|标题|题目|作者|编号|来源|出处|备注|说明|附件|附录|联系|电话|邮箱|网址|链接|姓名|性别|年龄|职业|职务|学历|单位"
    r"|会议|总结|小结|结论|目的|背景|注意|提示|定义|公式|单价|价格|名称|地址|目标|措施|优势|劣势|机会|威胁|优点|缺点|规格|型号|品牌|甲方|乙方|步骤|译注|编者按"
    r"|^(?:注|按|图|表|第.{1,6}[章节部步]|例|例如|比如|其中|其一|其二|首先|其次|再次|最后|因此|所以|但是|即|答案)[0-9０-９]*$"
    r"|\b(?:date|time|duration|location|place|venue|subject|topic|title|author|abstract|keywords?|notes?|sources?|figure|fig|table|appendix"
    r"|example|e\.g|i\.e|summary|conclusions?|transcript|transcri(?:bed|ption)|recorded|recording|meeting|attendees|participants|speakers|version"
    r"|warning|tip|references?|from|to|cc|re|tel|phone|e-?mail|https?|www|page|chapter|section|step|part|name|role|address|product|price"
    r"|pros|cons|rating|problems?|solutions?|strengths?|weakness(?:es)?|opportunit(?:y|ies)|threats?|ingredients|methods?|results?|findings?"
    r"|discussion|(?:dis)?advantages?|phase|goals?|objectives?|tasks?|actions?|outcomes?|causes?|effects?|reasons?|benefits?|costs?|risks?"
    r"|challenges?|lessons?|ideas?|themes?|codes?|category|observations?|comments?|input|output|before|after|day|week|month|year|morning"
    r"|afternoon|evening|total|sum|key|points?|items?|options?|case|study|sample|group|level|stage|type|size|colou?r|weight|height|quality"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|april|june|july|august|september|october|november|december)\b"
    r"|^(?:yes|no|well|so|ok|okay|right|sure|first|second|third|firstly|secondly|finally|then|now|but|and|also|because|however|actually|anyway"
    r"|look|listen|see|money|people|one|two|three|rule|(?-i:[Tt]he|[Mm]y|[Oo]ur|[Tt]his|[Tt]hat)\s.*)$"
    # A work in a list of references: Smith, J.
    r"|^\w[\w'’-]*,\s(?:[A-Z]\.\s?-?)+$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r".+(?:说|问|道|讲|答|想|认为|表示|回答|觉得|写道)|(?:\S+ ){0,3}(?:said|says|asked|asks|thought|replied)"
)
_SOMEBODY = re.compile(
    r"[老小阿][\u4e00-\u9fff]{1,2}"
    r"|.{0,6}(?:先生|女士|小姐|老师|教授|博士|医生|总|总监|经理|主任|主管|部长|队长|组长|村长|院长|校长|厂长|店长|店员|书记|师傅|律师|董事长|董事|总裁|秘书|助理|会计"
    r"|员工|职员|老板|创始人|合伙人|投资人|负责人|志愿者|工程师|设计师|技术员|运营|客服|司机|村民|居民|邻居|同事|朋友|同学|学生|家长|护士|患者|病人"
    r"|顾客|客户|客人|用户|消费者|妻子|丈夫|母亲|父亲|妈妈|爸爸|奶奶|爷爷|儿子|女儿|哥哥|姐姐|大姐|大哥|阿姨|叔叔)(?:\s?[0-9０-９]{1,3}|[A-ZＡ-Ｚ]|[甲乙丙丁戊一二三四五六七八九十])?"
)
_LATIN = r"[A-ZÀ-Þ][\w.'’-]*(?:\s+(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|da|bin|al)){0,4}(?:\s?\d{1,3})?"
_LATIN_NAME = re.compile(rf"{_LATIN}(?:,\s{_LATIN})?")
"""Names of up to five words, and two parts with a comma: Li, Bo, or Ann Lee, Director."""
_EDGES = " \t\u3000\u00a0*_-–—"
_PAIRS = {"[": "]", "【": "】", "(": ")", "（": "）", "<": ">", "〈": "〉", "「": "」", "{": "}", '"': '"', "“": "”"}
_SENT = re.compile(r"(?:From|来自)\s+(?P<who>.+?)\s+(?:to|发送至|至)\s+.+", re.IGNORECASE)
_QUOTED = re.compile(r'"([^"]+)"\s*\(\d+\)')
_AFTER = re.compile(r"\s*[（(][^（）()\n]{1,40}[)）]$")
_NO_NAME = re.compile(
    r"[，。！？；、,;!?：:“”\"…\n\t/\\=]|[a-z]{4,}\.(?:\s|$)|\d\.\s|^\W*$|^[\d\s.．、)）%％-]+$|^[•·#>|]"
)
_STOP, _OPENS = re.compile(r"[，。！？；…]"), re.compile(r"[（(]")
_HIDES = re.compile(r'[（("Ff]|来自')
_DIGITS = "0123456789 "
_LONGEST = 30
_MOST_WORDS = 5


@lru_cache(maxsize=_KEPT)
def named(label: str) -> str:
    """Return the speaker that a label names, without the marks around it, or an empty string where it can name none."""
    name = label.strip(_EDGES)
    if name and _PAIRS.get(name[0]) == name[-1]:
        name = name[1:-1].strip(_EDGES)
    sent, quoted = _SENT.fullmatch(name), _QUOTED.fullmatch(name)
    name = sent["who"] if sent else quoted[1] if quoted else name
    bare = _bare(name)
    if not bare or len(bare) > _LONGEST or len(bare.split()) > _MOST_WORDS:
        return ""
    # Neither a Latin name nor a role has such a sign but in brackets, and most lines that are held for labels do.
    if _STOP.search(bare) and not _OPENS.search(bare):
        return ""
    if _NO_NAME.search(bare) and not (_LATIN_NAME.fullmatch(bare) or _are_roles(bare)):
        return ""
    numbered = _NUMBERED.fullmatch(name)
    return numbered[1] if numbered else name


def is_prose(line: str) -> bool:
    """Tell whether the line has a sign of sentences and nothing in which a label may hide one, so that it is no name alone.

    It says in a fraction of the time what `named` would; what it does not call prose may still be no name.
    """
    return _STOP.search(line) is not None and not _HIDES.search(line)


def _are_roles(name: str) -> bool:
    """Tell whether several roles speak at once: 访谈者1、访谈者2."""
    return all(is_role(part.strip()) for part in re.split(r"[、/&]", name))


def _bare(name: str) -> str:
    """Return the name without what stands in brackets after it: 王芳（店长）, P1 (F, 45)."""
    return _AFTER.sub("", name)


@lru_cache(maxsize=_KEPT)
def is_role(name: str) -> bool:
    """Tell whether the name is a role in a conversation, numbered or not: 受访者A, 说话人 1, Interviewer, Q."""
    return _ROLE.fullmatch(_simplified(name)) is not None


def _simplified(name: str) -> str:
    return _bare(name).translate(_SIMPLIFIED)


@lru_cache(maxsize=_KEPT)
def is_field(name: str) -> bool:
    """Tell whether the name heads an entry of a form, a remark, or speech that is told rather than spoken: 时间, 注, 他说."""
    bare = _simplified(name)
    return not is_role(name) and (_FIELD.search(bare) is not None or _SAID.fullmatch(bare) is not None)


@lru_cache(maxsize=_KEPT)
def looks_like_a_person(name: str) -> bool:
    """Tell whether the name is a role or, as far as its form and jieba's dictionary tell, somebody's."""
    bare = _simplified(name)
    return is_role(name) or bool(_SOMEBODY.fullmatch(bare) or _LATIN_NAME.fullmatch(bare)) or is_person(bare)


def is_surely_a_person(name: str) -> bool:
    """Tell whether the name looks like somebody's even where it stands once.

    One Latin word may be anything, with a number too: Method, Case 3.
    """
    bare = _bare(name).rstrip(_DIGITS)
    is_one_word = bare.isascii() and " " not in bare
    return _are_roles(name) or (not is_one_word and looks_like_a_person(name))
