"""The words by which a paper says whose words it quotes, and the kinds of material that they stand for.

A family is a kind of material: interviews, a firm's own site, user reviews, a blog. A source belongs to the families that its
kind and name speak of, else to those of its category's name; the title of a newspaper or a blog that it names is a cue too. What a study says under `attributions:` comes before all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from gioia.sources.register import Source, category_code
from gioia.study.record import Study

FAMILIES: Mapping[str, tuple[str, str]] = {
    "interview": (
        r"受访[者人]?|访谈|被访[者人]|采访|专访|(?:告诉|对|向|跟)(?:我们|课题组|研究者|笔者|作者)(?:说|道|讲|表示|介绍|回忆|坦言)?|\b(?:interview\w*|informants?|respondents?|told (?:us|me|the (?:first|second|lead) author)|said to us)\b",
        r"访谈|采访|受访|专访|interview|transcript",
    ),
    "official": (
        r"官网|官方网站|官方(?:公众号|微博|微信|资料|文章|账号)|(?:公司|企业|集团)网站|\b(?:(?:company|corporate|official|firm|organi[sz]ation)(?:['’]s)? (?:web)?(?:site|page)|official (?:statement|document|account)s?|web ?site)\b",
        r"官网|官方|(?:公司|企业)网站|website|web site|official|homepage",
    ),
    "review": (
        r"(?:用户|顾客|客户|消费者|网友|读者|会员)(?:的)?(?:评价|评论|点评|留言|反馈)|评论区|\b(?:(?:user|customer|online|member|visitor|guest)(?:['’]s|s['’])? (?:reviews?|comments?|feedback|ratings?)|reviewers?)\b",
        r"评价|评论|点评|口碑|反馈|留言|reviews?\b|feedback|comments?\b|ratings?\b",
    ),
    "blog": (r"博客|博文|\bblog(?:s|ger|\s?posts?)?\b", r"博客|博文|blog"),
    "press": (
        r"媒体报道|新闻报道|新闻|报刊|报纸|日报|晚报|周刊|周报|时报|县报|市报|省报|报道(?=[中里则也还]?(?:写道|称|说|指出|记载|显示|提到|[，：:]))|\b(?:press (?:reports?|articles?|coverage|releases?)|newspapers?|news (?:reports?|articles?|stories)|journalists?|media (?:reports?|coverage))\b",
        r"报道|新闻|报刊|报纸|日报|晚报|周刊|时报|媒体|\bpress\b|newspaper|\bnews\b|media",
    ),
    "minutes": (r"会议纪要|会议记录|纪要|\b(?:minutes|meeting (?:notes|records?))\b", r"纪要|会议|minutes|meeting"),
    "internal": (
        r"内部(?:文件|资料|邮件|文档|报告|手册)|档案|规章制度|工作日志|\b(?:internal (?:documents?|memos?|e-?mails?|reports?|records?)|company records?|archival (?:records?|documents?|material)|archives?|e-?mails?)\b",
        r"内部|制度|手册|档案|日志|邮件|internal|archiv|memo|e-?mail|records?",
    ),
    "report": (
        r"年报|年度报告|公司公告|招股书|公告|\b(?:annual reports?|prospectus|announcements?)\b",
        r"年报|年度报告|公告|招股|annual report|prospectus|announcement",
    ),
    "observation": (
        r"田野(?:笔记|记录)|观察(?:笔记|记录)|现场(?:笔记|记录)|\b(?:field ?notes?|observation(?:s|al)?(?: notes?| protocols?)?)\b",
        r"观察|田野|现场|field ?note|observation",
    ),
    "social": (
        r"微博|朋友圈|论坛|贴吧|社交媒体|群聊|\b(?:tweets?|tweeted|social media|forums?|chat (?:logs?|messages?)|facebook|instagram)\b",
        r"微博|朋友圈|论坛|贴吧|社交|群聊|twitter|tweet|social|forum|chat|facebook|instagram",
    ),
    "speech": (
        r"演讲|讲话|发布会|公开课|\b(?:speech(?:es)?|keynote|talks?\b)",
        r"演讲|讲话|发布会|speech|keynote|\btalks?\b",
    ),
    "survey": (r"问卷|\b(?:survey|questionnaire)s?\b", r"问卷|survey|questionnaire"),
    "newsletter": (r"内刊|厂报|企业报|\bnewsletters?\b", r"内刊|内部刊物|厂报|企业报|newsletter"),
    "account": (r"公众号|推文", r"公众号|推文"),
    "diary": (r"日记|\b(?:diar(?:y|ies)|journal entr(?:y|ies))\b", r"日记|diar(?:y|ies)"),
    "letter": (r"(?:公开信|来信|信件)|\b(?:letters?)\b", r"公开信|来信|信件|letter"),
    "case": (r"教学案例|案例库|\bteaching cases?\b", r"教学案例|案例库|teaching case"),
    "paper": (r"研究论文|学术论文", r"研究论文|学术论文|期刊论文|journal article|research paper"),
    "book": (r"传记|自传|\b(?:auto)?biograph(?:y|ies)\b", r"传记|自传|著作|biography|book"),
}
"""Family → the words of a text that name it, and those of a source's name or kind that put it there (regular expressions)."""

_OF_THE_HOUSE = frozenset({"minutes", "report", "newsletter", "diary", "letter", "survey"})
"""What a paper may as well call internal documents or records."""

_TITLES = re.compile(
    r"^((?:The )?[A-Z][\w’']+(?: [A-Z][\w’']+)+)$|《([^《》]{2,40})》|[“「]([^”」]{2,40})[”」]|\b(?:in|from|of) ((?:The )?[A-Z][\w’']+(?: [A-Z][\w’']+)+)$"
)
_CODE = r"[A-Za-z]{1,3}[-_]?\d{1,3}"
_CODE_TAG = re.compile(
    rf"[(（\[［【]\s*(?:来源|资料|source|编码|编号)?\s*[:：]?\s*(?P<codes>{_CODE}(?:\s*[、,，;；/和及&]\s*{_CODE})*)(?:[\s,，;；:：\-–—][^()（）\[\]]{{0,40}})?\s*[)）\]］】]",
    re.IGNORECASE,
)


class Vocabulary(Struct, frozen=True):
    """What attributions mean in one study: family → the source codes that belong to it, and the study's own words.

    `codes` are all sources, `told` those whose own kind or name says what they are, and not only their category's.
    """

    sources: dict[str, frozenset[str]]
    own: tuple[tuple[str, frozenset[str]], ...] = ()
    codes: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()


class Cue(Struct, frozen=True):
    """Words that attribute a quotation: `[start, stop)` of the paragraph, and the codes of the sources that they allow.

    `codes` is empty where the study has no source of that kind.
    """

    words: str
    start: int
    stop: int
    codes: frozenset[str]


def vocabulary(study: Study) -> Vocabulary:
    """Return what the words of attributions mean in a study."""
    names = {category.code: category.name for category in study.categories}
    sources: dict[str, set[str]] = {}
    for source in study.sources:
        for family in families(source, names.get(category_code(source.code), "")):
            sources.setdefault(family, set()).add(source.code)
    house = set().union(*(sources.get(family, set()) for family in _OF_THE_HOUSE))
    if house:
        sources.setdefault("internal", set()).update(house)
    codes = frozenset(source.code for source in study.sources)
    own = tuple(
        (word, frozenset(code for code in codes if said.source in {code, category_code(code)}))
        for said in study.attributions
        for word in said.words
    )
    titled = tuple((title, frozenset({source.code})) for source in study.sources for title in titles(source.name))
    told = frozenset(source.code for source in study.sources if families(source, ""))
    return Vocabulary({family: frozenset(found) for family, found in sources.items()}, own + titled, codes, told)


def titles(name: str) -> list[str]:
    """Return the titles in a source's name: in title or quotation marks, the capitalised words behind “in The …”, or such words alone."""
    return [next(filter(None, found)) for found in _TITLES.findall(name)]


def families(source: Source, category: str) -> set[str]:
    """Return the families of a source: those that its kind speaks of, else its name, else its category's name."""
    for text in (f"{source.kind}\n{source.name}", category):
        found = {family for family, (_, naming) in FAMILIES.items() if re.search(naming, text, re.IGNORECASE)}
        if found:
            return found
    return set()


def cues(text: str, vocabulary: Vocabulary) -> Iterator[Cue]:
    """Yield the words of a stretch of text that attribute what is quoted, the study's own before the general ones."""
    taken: list[tuple[int, int]] = []
    for word, codes in vocabulary.own:
        for match in re.finditer(re.escape(word), text, re.IGNORECASE):
            taken.append(match.span())
            yield Cue(match[0], *match.span(), codes)
    for family, (naming, _) in FAMILIES.items():
        for match in re.finditer(naming, text, re.IGNORECASE):
            if not any(start < match.end() and match.start() < stop for start, stop in taken):
                yield Cue(match[0], *match.span(), vocabulary.sources.get(family, frozenset()))


def tag_after(text: str, place: int) -> tuple[tuple[str, ...], int, int] | None:
    """Return the source codes in the brackets that follow at a place, and the span of the brackets; None where none follow."""
    at = place
    while at < len(text) and text[at] in " ”’」』\"'。，,.;；!！?？*":
        at += 1
    found = _CODE_TAG.match(text, at)
    return (tuple(re.findall(_CODE, found["codes"])), *found.span()) if found else None


def codes_in(text: str) -> list[tuple[str, int, int]]:
    """Return what looks like a source code in a stretch of text, with its span."""
    return [(match[0], *match.span()) for match in re.finditer(rf"(?<![A-Za-z0-9]){_CODE}(?![A-Za-z0-9])", text)]
