"""A study of any size, made by rule: what benchmarks time and the gallery shows beside the published case.

It is about a repair workshop that grew out of a cellar, in Chinese or in English: six dimensions, three stages, two roles,
an interaction in each stage, arrows of every kind, events and sources. The same size gives the same study.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice, pairwise, starmap
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from gioia.codebook.records import Codebook, Concept, Dimension, Theme
from gioia.codings.coding import Coding
from gioia.model.records import Construct, Event, Model, Relation, Stage
from gioia.sources.register import Category, Document, Source
from gioia.study.record import Study

_OF_A_THEME = 5
_SOURCES = ("F1", "F2", "N1")
_CHAIN = ("enables", "leads_to", "triggers", "leads_to", "results_in")
_MADE = "2024-01-01T00:00:00Z"


class _Words(Struct, frozen=True):
    """What a language has for the study: a theme is about one of the things, a concept does something with it."""

    title: str
    things: tuple[str, ...]
    theme: tuple[str, ...]
    interaction: str
    concept: tuple[str, ...]
    definition: str
    excerpt: tuple[str, ...]
    dimensions: tuple[str, ...]
    stages: tuple[str, ...]
    modes: tuple[str, ...]
    roles: tuple[str, str]
    played: tuple[tuple[str, str], ...]
    poles: tuple[str, str]
    link: tuple[str, str]
    events: tuple[str, ...]
    categories: tuple[str, str]
    sources: tuple[str, str, str]


_ZH = _Words(
    "修理坊如何长大",
    (
        "旧工具",
        "零配件",
        "图纸",
        "老手艺",
        "工作台",
        "邻里熟人",
        "晚间课",
        "坏掉的收音机",
        "捐来的自行车",
        "预约簿",
        "工具墙",
        "学徒笔记",
        "周末集市",
        "修好的台灯",
        "公用账本",
        "社区公告",
        "志愿排班",
        "缝纫机",
        "回收木料",
        "修理记录",
        "上门服务",
        "会费",
        "分店钥匙",
        "年度聚会",
    ),
    ("围绕{}的积累", "对{}的照看", "由{}带来的改变"),
    "“询问—回应”式{}互动",
    (
        "四处收集{}",
        "向别人请教怎样使用{}",
        "把{}拿出来和新来的人一起分享",
        "怀疑{}是不是还有用处",
        "记下{}的门道",
        "为{}腾出地方",
        "商量{}该归谁保管——先来后到还是轮流",
        "发现大家离不开{}",
        "按季节清点{}",
    ),
    "指人们在修理坊里{}的做法。",
    (
        "那年冬天我们一直在{}，谁也没有想到后来会有这么多人加入。",
        "说实话，{}比修东西本身还要难，可是不这样就留不住人。",
        "{}以后，门口排队的人渐渐多了起来。",
    ),
    ("起步条件", "相互学习", "共同修理", "规则形成", "向外传播", "归属与成果"),
    ("地下室", "街角铺面", "多店联合"),
    ("熟人互助式", "开放参与式", "网络共管式"),
    ("修理坊", "街坊"),
    (("召集人", "帮手"), ("店主", "常客"), ("协调人", "共建者")),
    ("询问{}", "回应{}"),
    ("试一试", "先修再说"),
    ("头一次开门", "搬到街角", "媒体来访", "第二家店开张", "共管章程通过"),
    ("一手访谈", "内部资料"),
    ("召集人与帮手访谈", "街坊访谈", "会议记录和账本"),
)
_EN = _Words(
    "How a repair workshop grew",
    (
        "old tools",
        "spare parts",
        "drawings",
        "craft knowledge",
        "workbenches",
        "neighbours",
        "evening classes",
        "broken radios",
        "donated bicycles",
        "the booking sheet",
        "the tool wall",
        "apprentices’ notes",
        "weekend markets",
        "mended lamps",
        "the common ledger",
        "street notices",
        "volunteer shifts",
        "sewing machines",
        "reclaimed timber",
        "repair records",
        "home visits",
        "membership fees",
        "branch keys",
        "yearly gatherings",
    ),
    ("Accumulating {}", "Taking care of {}", "Change brought about by {}"),
    "“Ask–answer” interaction over {}",
    (
        "Gathering {}",
        "Learning from others how to handle {}",
        "Sharing {} with whoever walks in for the first time",
        "Doubting whether {} would still be needed",
        "Writing down what works with {}",
        "Making room for {}",
        "Arguing over who looks after {}: by turns or first come, first served",
        "Finding that nobody can do without {}",
        "Counting {} every season",
    ),
    "What people in the workshop do when they speak of {}.",
    (
        "That winter we were busy with {}, and nobody expected so many people to join us later.",
        "Honestly, {} was harder than any repair, but without it people would not have stayed.",
        "After {} the line at our door grew longer by the week.",
    ),
    (
        "Starting conditions",
        "Mutual learning",
        "Repairing together",
        "Emerging rules",
        "Outreach",
        "Belonging and results",
    ),
    ("Cellar", "Corner shop", "Federation"),
    ("Help among friends", "Open participation", "Shared stewardship"),
    ("Workshop", "Neighbours"),
    (("convener", "helpers"), ("host", "regulars"), ("coordinator", "co-owners")),
    ("asking about {}", "answering on {}"),
    ("try-out", "repair first"),
    (
        "Doors open for the first time",
        "Move to the corner shop",
        "A newspaper visits",
        "Second shop opens",
        "Charter of stewardship adopted",
    ),
    ("First-hand interviews", "Internal records"),
    ("Interviews with conveners and helpers", "Interviews with neighbours", "Minutes and ledgers"),
)
_BEGUN, _DAYS = ("2012-03", "2015-06", "2019-09"), ("2012-03-17", "2015-06", "2016-11-05", "2019-09-01", "2021")


def generated_study(concepts: int, language: str = "zh") -> Study:
    """Return a study of so many concepts, five a theme, whose labels have about 4 to 30 Chinese or 10 to 80 Latin letters."""
    words = _ZH if language == "zh" else _EN
    themes = _themes(words, concepts)
    share = -(-len(themes) // len(words.dimensions))
    groups = [tuple(themes[at : at + share]) for at in range(0, len(themes), share)]
    dimensions = tuple(Dimension(name, themes=own) for name, own in zip(words.dimensions, groups, strict=False))
    codings = _codings(words, themes)
    return Study(
        Path("study"),
        "study",
        words.title,
        language,
        categories=tuple(Category(code, name) for code, name in zip("FN", words.categories, strict=True)),
        sources=tuple(Source(code, name) for code, name in zip(_SOURCES, words.sources, strict=True)),
        documents={coding.document: Document(coding.document, coding.document[:2], "", "") for coding in codings},
        codebook=Codebook(dimensions=dimensions),
        codings=codings,
        roles=words.roles,
        stages=tuple(starmap(Stage, zip(words.stages, _BEGUN, (*_BEGUN[1:], ""), strict=True))),
        model=_Telling(words, [dimension.name for dimension in dimensions], groups).model(),
    )


def _thing(words: _Words, number: int) -> str:
    """Return what the theme of that number is about; where there are more themes than things, things bear a number."""
    again, place = divmod(number, len(words.things))
    return words.things[place] + (f" {again + 1}" if again else "")


def _themes(words: _Words, concepts: int) -> list[Theme]:
    """Return the themes; those of the second and the third sixth are interactions."""
    made: list[Theme] = []
    count = -(-concepts // _OF_A_THEME)
    for number in range(count):
        thing = _thing(words, number)
        is_interaction = 1 <= number * len(words.dimensions) // count <= 2  # noqa: PLR2004 - the sixths
        form = words.interaction if is_interaction else words.theme[number % len(words.theme)]
        size = min(_OF_A_THEME, concepts - number * _OF_A_THEME)
        own = [done.format(thing) for done in islice(cycle(words.concept), 2 * number, 2 * number + size)]
        made.append(
            Theme(form.format(thing), concepts=tuple(Concept(name, words.definition.format(name)) for name in own))
        )
    return made


def _codings(words: _Words, themes: list[Theme]) -> tuple[Coding, ...]:
    """Return one or two codings for every concept, by turns from each source, in the stage of its theme."""
    made: list[Coding] = []
    for number, theme in enumerate(themes):
        stage = words.stages[number % len(words.stages)]
        for place, concept in enumerate(theme.concepts):
            for _ in range(1 + place % 2):
                at = len(made)
                said = words.excerpt[at % len(words.excerpt)].format(concept.name[:1].lower() + concept.name[1:])
                document, start = f"{_SOURCES[at % len(_SOURCES)]}/1.txt", 1000 * at
                made.append(
                    Coding(
                        f"c{at}",
                        document,
                        start,
                        start + len(said),
                        said,
                        concept.name,
                        "A",
                        _MADE,
                        stage=stage,
                        role="proof",
                    )
                )
    return tuple(made)


class _Telling(Struct, frozen=True):
    """What the process model tells: in every stage a chain through the dimensions, with a feedback and what leads on."""

    words: _Words
    dimensions: list[str]
    groups: list[tuple[Theme, ...]]

    def model(self) -> Model:
        """Return the process model."""
        told = [one for at in range(len(self.words.stages)) for one in self._stage(at)]
        told += [Relation("", one, after, "evolves_into") for one, after in pairwise(self.words.modes)]
        told += [Relation("", one, after, "dimension_sequence") for one, after in pairwise(self.dimensions)]
        relations = tuple(replace(one, id=f"R{number}") for number, one in enumerate(told, start=1))
        events = tuple(starmap(Event, zip(self.words.events, _DAYS, strict=True)))
        return Model(constructs=tuple(self._constructs()), relations=relations, events=events)

    def _stage(self, at: int) -> Iterator[Relation]:
        """Yield the relations of a stage, still without their ids; in the last stage the neighbours lead."""
        stage, chain, link = self.words.stages[at], self._chain(at), self.words.link
        for (source, target), kind in zip(pairwise(chain), _CHAIN, strict=False):
            yield Relation("", source, target, kind, stage)
        yield Relation("", chain[-1], chain[1], "feeds_back", stage)
        if at:
            yield Relation("", self._chain(at - 1)[-1], chain[0], "feeds_next_stage", stage)
        is_last = at + 1 == len(self.words.stages)
        if not is_last:
            yield Relation("", chain[-1], self.words.stages[at + 1], "drives_stage_transition", stage)
        for theme in chain[1:3]:
            asks, answers = self._poles(theme)[:: -1 if is_last else 1]
            yield Relation("", asks, answers, "dyad", stage, lead=self.words.roles[is_last])
        yield Relation("", link[0], self.dimensions[1], "lean_link", stage, link[1])

    def _chain(self, at: int) -> list[str]:
        """Return a theme of the stage from each dimension."""
        numbers = {theme.name: number for number, theme in enumerate(theme for own in self.groups for theme in own)}
        return [
            next((theme.name for theme in own if numbers[theme.name] % len(self.words.stages) == at), own[0].name)
            for own in self.groups
        ]

    def _poles(self, theme: str) -> list[str]:
        """Return the names of the two sides of an interaction."""
        every = [own.name for group in self.groups for own in group]
        return [pole.format(_thing(self.words, every.index(theme))) for pole in self.words.poles]

    def _constructs(self) -> Iterator[Construct]:
        words = self.words
        yield Construct(words.link[0], "link")
        for at, (stage, mode) in enumerate(zip(words.stages, words.modes, strict=True)):
            yield Construct(mode, "mode", stage=stage)
            for role, played in zip(words.roles, words.played[at], strict=True):
                yield Construct(played, "role", role=role, stage=stage)
            for theme in self._chain(at)[1:3]:
                for pole, role in zip(self._poles(theme), words.roles, strict=True):
                    yield Construct(pole, "pole", theme=theme, role=role)
