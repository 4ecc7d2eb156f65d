"""Whose words stand in quotation marks: a person's, another author's, a title, or a term.

Quotation marks do many things. What they do here is told from what stands beside them: verbs of saying and tags of sources,
citations, the words that announce a name, and whether what they enclose is a sentence at all.
"""

from __future__ import annotations

import re
from typing import Literal

from msgspec import Struct

from gioia.audit.manuscript.citations import CITED, DATED
from gioia.audit.manuscript.cues import Vocabulary, cues, tag_after
from gioia.audit.manuscript.paragraphs import Paragraph
from gioia.audit.manuscript.quotation_marks import Quoted

Voice = Literal["person", "literature", "title", "term", "sentence"]

_SAYING = re.compile(
    r"(?:说|说道|道|称|表示|指出|提到|谈到|谈及|讲到|讲述|回忆|回忆道|坦言|强调|所言|所述|所说|所讲|所写|写道|写到|反映|认为|告诉\S{0,8}|介绍|介绍道|解释|解释道|感叹|直言|透露|补充|补充道|总结道|回答|答道|留言|评论|评论道|感慨|笑言|说过|提及|抱怨|自述|叙述|描述|描述道|记录|显示|所载|有言|如下)(?:说|道)?(?:的那样|的)?\s*[:：,，]?\s*$"
)
_SAYING_EN = re.compile(
    r"\b(?:said|says|say|told|tells|recall(?:ed|s)|explain(?:ed|s|ing)|not(?:ed|es)|put (?:it|this)|puts (?:it|this)|stat(?:ed|es)|describ(?:ed|es)|comment(?:ed|s)|remark(?:ed|s)|report(?:ed|s)|add(?:ed|s)|wr(?:ote|ites)|reflect(?:ed|s)|admit(?:ted|s)|emphasi[sz](?:ed|es)|observ(?:ed|es)|recount(?:ed|s)|express(?:ed|es)|mention(?:ed|s)|complain(?:ed|s)|ask(?:ed|s)|repl(?:ied|ies)|remember(?:ed|s)|conclud(?:ed|es)|insist(?:ed|s)|acknowledg(?:ed|es)|stress(?:ed|es)|confess(?:ed|es)|summ(?:ed|arised|arized) up|posted|declared|in (?:his|her|their|the) words|according to|words of)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"(?:没有?|从?未曾?|不曾|从不|绝不|并不|(?<!不得)不)(?:任何)?(?:人|谁|[一哪]?[个位名]?(?:受访者|受访人|访谈对象|被访者|成员))?"
    r"(?:曾|会|这样|这么|直接|明确|真的?|亲口|公开|对我们)?(?:说过?|讲过?|写过?|提到|提过|表示|声称|回答)\s?[:：,，]?\s?$"
    r"|\b(?:(?:did|do|does|has|have|had) not|(?:did|do|does|has|have|had)n[’']t|never|nobody|no one|no (?:informant|interviewee|respondent|participant)s?)"
    r" (?:ever |actually |really )?(?:sa(?:y|id)|tell|told|writ(?:e|ten)|wrote|(?:claim|state|report|mention)(?:e?d)?)(?: us| me| that)?\s?[:,]?\s?$",
    re.IGNORECASE,
)
"""What ends a clause that denies that somebody said the words behind it."""
_ANNOUNCING = re.compile(
    r"(?:所谓|称为|称之为|称作|称其为|被誉为|誉为|名为|取名|叫做|叫作|命名为|定义为|概括为|归纳为|抽象为|提炼为|提炼出|归为|归入|编码为|识别出|标签|贴上|一词|号称|打造|倡导|主张|践行|秉持|坚持|口号|理念|即|等同于)\s*[:：]?\s*$"
)
_ANNOUNCING_EN = re.compile(
    r"\b(?:so-called|called|labell?ed|termed|named|known as|referred to as|refer to (?:this|it|them) as|coded as|concepts? of|themes? of|notion of|idea of|dimensions? of|terms?|words?|labels?|logic of|slogan|motto|as)\s*[:,]?\s*$",
    re.IGNORECASE,
)
_GOING_ON = re.compile(
    r"\s{0,9}+(?:式|型|化|性|类|者们?|们|阶段|模式|活动|范式|原则|逻辑|理念|思想|方法|环节|板块|问题|循环|框架|概念|主题|维度|路径|机制|方式|过程|战略|策略|理论|观点|行为|互动|反馈|导向|项目|计划|工程|平台|公众号|栏目|品牌|口号|标签|"
    r"的(?:概念|观点|思想|理念|原则|模式|路径|机制|过程|逻辑|框架|说法|做法|方式|特征|特点|企业|公司|组织|目标|定位|口号|阶段|演变|演化|转变|互动|行为|关系|作用|循环|战略|价值|问题|态势|态度|状态)|(?:一|这|这一)?(?:概念|说法|标签|主题|词|术语)"
    r"|(?:stage|phase|theme|dimension|concept|construct|label|logic|approach|strategy|model|effect|paradox|category)\b)"
)
_TITLED = re.compile(
    r"(?:论文|文章|一文|报告|项目|课题|专著|书籍|歌曲|电影|节目|题为|标题为|题目为|《[^》]*)\s*$|\b(?:titled|entitled|article|paper|book|report|film|song|post|headline|project)\s*,?\s*$",
    re.IGNORECASE,
)
_AS_TITLE = re.compile(r"\s{0,9}+(?:为题|为标题|为名|一文|一书|的(?:报道|文章|论文|项目|课题))")
_PUNCTUATED = re.compile(r"[，。！？；：…,;!?]|\.\s|\.$")
_PERSONAL = re.compile(r"我|咱|你|您|\b(?:I|we|you|my|our|us|me|I['’]m|we['’]re|it['’]s|don['’]t)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[。！？；!?;]|\.\s")
_REACH = 90
_REACH_BEHIND = 60
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")


class Setting(Struct, frozen=True):
    """What stands around a quotation: the clause before it, what follows, the codes tagged behind it, and whether verbs of saying announce it."""

    before: str
    after: str
    tags: tuple[str, ...]
    says: bool
    attributed: bool
    start: int = 0
    stop: int = 0
    """Where the words that attribute the quotation begin, and where those behind it end, tags included."""


def size(text: str) -> float:
    """Return how long a quotation is in ideographs; a Latin word counts for two."""
    return len(_HAN.findall(text)) + 2.0 * len(_LATIN_WORD.findall(text)) + 0.5 * sum(map(str.isdigit, text))


def setting(paragraph: Paragraph, quotation: Quoted, vocabulary: Vocabulary, above: Paragraph | None = None) -> Setting:
    """Return what stands around a quotation, as far as its sentence goes; what is set off is announced in the paragraph above."""
    text = paragraph.text
    before = text[max(0, quotation.start - 1 - _REACH) : max(0, quotation.start - 1)]
    if above is not None and above.kind == "prose":
        before = above.text[-_REACH:]
    clauses = [match.end() for match in _CLAUSE.finditer(before)]
    before = before[clauses[-1] :] if clauses else before
    tag = tag_after(text, quotation.stop)
    after = text[tag[2] if tag else min(quotation.stop + 1, len(text)) :][:_REACH_BEHIND]
    behind = _CLAUSE.search(after)
    after = after[: behind.start()] if behind else after
    lead = _without_quotations(before)
    announced = above is not None and before.rstrip().endswith((":", "：", "——"))
    denied = _DENYING.search(lead) is not None
    says = not denied and (
        announced
        or lead.rstrip(" “「").endswith(("：", ":"))
        or bool(
            _SAYING.search(lead)
            or _SAYING_EN.search(lead)
            or _SAYING_EN.match(after.lstrip(" ,，*"))
            or _says_behind(after)
        )
    )
    attributed = not denied and any(True for _ in cues(lead, vocabulary))
    begin = quotation.start if above is not None else max(0, quotation.start - 1 - len(before))
    end = tag[2] if tag else min(quotation.stop + 1, len(text))
    return Setting(lead, after, tag[0] if tag else (), says, attributed, begin, end)


def _says_behind(after: str) -> bool:
    """Tell whether an English sentence names who said it behind the quotation: “…,” the founder recalled."""
    found = _SAYING_EN.search(after[:40])
    return found is not None and after[: found.start()].count(" ") <= 5  # noqa: PLR2004 - a subject of a few words


def _without_quotations(text: str) -> str:
    return re.sub(r"“[^”]*”|「[^」]*」", "“”", text)


def voice(paragraph: Paragraph, quotation: Quoted, around: Setting) -> Voice:
    """Return whose words a quotation is; `sentence` where it is one and nothing says whose."""
    words = paragraph.text[quotation.start : quotation.stop]
    if around.tags:
        return "person"
    if _is_cited(paragraph, quotation, around):
        return "literature"
    if _TITLED.search(around.before) or _AS_TITLE.match(around.after):
        return "title"
    is_name = bool(_GOING_ON.match(around.after)) or bool(
        _ANNOUNCING.search(around.before) or _ANNOUNCING_EN.search(around.before)
    )
    sentence = bool(_PUNCTUATED.search(words.rstrip("。，,.")) or _PERSONAL.search(words))
    if (is_name and not (around.says and sentence)) or _DENYING.search(around.before):
        return "term"
    if around.says or (around.attributed and sentence):
        return "person"
    return "sentence" if sentence and size(words) >= 12 else "term"  # noqa: PLR2004 - a term is shorter


def _is_cited(paragraph: Paragraph, quotation: Quoted, around: Setting) -> bool:
    """Tell whether a citation stands in the quotation's clause, and nothing says that its year is an interview's."""
    near = paragraph.text[quotation.stop + 1 : quotation.stop + 1 + _REACH_BEHIND]
    following = CITED.search(near)
    if following and not _CLAUSE.search(near[: following.start()]) and not DATED.search(following[0]):
        return True
    return any(not DATED.search(match[0]) for match in CITED.finditer(around.before))
