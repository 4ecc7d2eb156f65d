"""Quotations of a paper against the study: what stands there, what was changed, joined or never said, and what is no quotation."""

from __future__ import annotations

import pytest
from garden_study import audited, garden, paper, told

from gioia.sources.register import Document


def quotations(findings, **sections):
    return told(paper(findings, **sections), kinds="quotation")


@pytest.mark.parametrize(
    "findings",
    [
        "受访者说：“后来浇水排了班，谁有空谁先来。”",
        "受访者说：“浇水排了班，谁有空谁先来”（F1）。",
        "受访者说：「收成的时候……把大的留给没来的人」。",
        "受访者说：“［那一年］地里全是碎砖，我们一筐一筐往外背。”",
        "受访者说：“大家（邻居们）先挑小的，把大的留给没来的人。”",
        "受访者说：“大家〔邻居们〕先挑小的，把大的留给没来的人。”",
        "受访者说：“那年春天地里全是碎砖……往外背。”",
        "受访者说：“隔壁老太太天天送茶水……还上心。”",
        "受访者说：“那年春天地里全是碎砖，我们一筐一筐往外背。",
        '发起人说："隔壁老太太天天送茶水，比我们还上心。"',
        "报道写道：“这块空地荒了十一年，如今成了一条街的客厅。”",
        "> 孩子认得的菜比我认得的还多。（F2）",
    ],
    ids=[
        "verbatim",
        "part",
        "cut",
        "put in",
        "aside",
        "aside in shell brackets",
        "cut, a short end",
        "cut, its end short",
        "unclosed",
        "straight",
        "uncoded document",
        "block",
    ],
)
def test_what_stands_in_the_study_is_no_fault(findings):
    assert quotations(findings) == []
    assert len(audited(paper(findings)).held) == 1


def test_a_changed_word_is_marked():
    (one,) = [
        r for r in audited(paper("受访者说：“后来施肥排了班，谁有空谁先来。”")).remarks if r.kind == "quotation-altered"
    ]
    assert one.difference == "后来[-浇水-]{+施肥+}排了班，谁有空谁先来"
    assert one.study_place == "E2 (F1), sources/F1/甲.md:3"
    assert one.severity == "error"


@pytest.mark.parametrize(
    ("words", "difference"),
    [
        ("“那年夏天地里全是碎砖……往外背。”", "那年[-春-]{+夏+}天地里全是碎砖……往外背"),
        (
            "“收成的时候大家（邻居们）先挑大的，把大的留给没来的人。”",
            "收成的时候大家{+（邻居们）+}先挑[-小-]{+大+}的，把大的留给没来的人",
        ),
        ("“那年夏天地里全是碎砖，我们一筐一筐往外背。", "那年[-春-]{+夏+}天地里全是碎砖，我们一筐一筐往外背"),
        ('"那年夏天地里全是碎砖，我们一筐一筐往外背。', "那年[-春-]{+夏+}天地里全是碎砖，我们一筐一筐往外背"),
    ],
    ids=["cut", "aside", "unclosed", "unclosed straight"],
)
def test_a_changed_word_is_marked_beside_a_cut_an_aside_and_in_what_nobody_closed(words, difference):
    found = [one for one in audited(paper(f"受访者说：{words}")).remarks if one.kind == "quotation-altered"]
    assert [one.difference for one in found] == [difference]


def test_brackets_of_the_source_itself_are_quoted_with_their_words():
    texts = {"F1/甲.md": "砖（红砖居多）要一块一块捡出来，捡了两个月才见到土。\n"}
    documents = {name: Document(name, "F1", "", text=text) for name, text in texts.items()}
    study = garden(documents=documents, codings=())
    verbatim = "受访者说：“砖（红砖居多）要一块一块捡出来，捡了两个月才见到土。”"
    assert told(paper(verbatim), study, kinds="quotation") == []
    changed = told(paper(verbatim.replace("红", "青")), study, kinds="quotation")
    assert [kind for kind, _ in changed] == ["quotation-altered"]


@pytest.mark.parametrize(
    "denied",
    [
        "受访者并没有说“本园欢迎路过的人摘一把葱，不必登记”，这是官网的话。",
        "没有受访者说过“我们从来都没有想过要离开这里”。",
    ],
)
def test_what_somebody_is_said_not_to_have_said_is_not_attributed_to_them(denied):
    assert [kind for kind, _ in told(paper(denied)) if kind.startswith(("quotation", "attribution"))] == []


@pytest.mark.parametrize("lead", ["受访者说", "受访者不得不说"])
def test_what_somebody_said_is_attributed_to_them(lead):
    assert [kind for kind, _ in told(paper(f"{lead}：“本园欢迎路过的人摘一把葱，不必登记。”"), kinds="attribution")]


def test_an_unmarked_cut_is_an_alteration():
    assert quotations("受访者说：“收成的时候大家把大的留给没来的人。”") == [
        ("quotation-altered", "收成的时候大家把大的留给没来的人。")
    ]


def test_words_of_two_sources_are_spliced():
    findings = "受访者说：“收成的时候大家先挑小的，把大的留给没来的人，隔壁老太太天天送茶水，比我们还上心。”"
    (one,) = [r for r in audited(paper(findings)).remarks if r.kind.startswith("quotation")]
    assert one.kind == "quotation-spliced"
    assert "F1" in one.message
    assert "F2" in one.message
    assert " ｜ " in one.difference


def test_words_of_one_document_in_another_order_are_spliced():
    findings = "受访者说：“后来浇水排了班，谁有空谁先来，那年春天地里全是碎砖，我们一筐一筐往外背。”"
    (one,) = [r for r in audited(paper(findings)).remarks if r.kind.startswith("quotation")]
    assert one.kind == "quotation-spliced"
    assert one.difference == "后来浇水排了班，谁有空谁先来 ｜ 那年春天地里全是碎砖，我们一筐一筐往外背"


def test_neighbouring_excerpts_of_one_document_are_one_passage():
    findings = "受访者说：“那年春天地里全是碎砖，我们一筐一筐往外背。后来浇水排了班，谁有空谁先来。”"
    assert quotations(findings) == []


def test_what_nobody_said_is_an_orphan():
    assert quotations("受访者回忆：“我们半夜打着手电去抓蜗牛，抓了整整一桶。”") == [
        ("quotation-orphan", "我们半夜打着手电去抓蜗牛，抓了整整一桶。")
    ]
    assert quotations("> 我们半夜打着手电去抓蜗牛，抓了整整一桶。（F1）") == [
        ("quotation-orphan", "我们半夜打着手电去抓蜗牛，抓了整整一桶。")
    ]


@pytest.mark.parametrize(
    "findings",
    [
        "菜园践行“一畦一家、有难同当”的理念。",
        "菜园被誉为“全城最热闹的客厅”，来人很多。",
        "正如学者所言，“没有规则的公地终将荒芜”（王某，2019）。",
        "李某（2020）指出，“没有规则的公地终将荒芜，这几乎是定律”。",
        "有学者认为，“没有规则的公地终将荒芜” [12]。",
        "《江城日报》以“空地上的早市，人人都有一把葱”为题作了报道。",
        "所谓“谁种谁收、谁收谁送”，说的就是这个。",
        "形成“共同劳动—共享收成—代际传习”的循环。",
    ],
)
def test_slogans_titles_names_and_literature_are_no_quotations(findings):
    assert quotations(findings) == []


def test_a_manuscript_that_is_a_document_of_the_study_proves_nothing():
    text = paper("受访者说：“我们半夜打着手电去抓蜗牛，抓了整整一桶。”")
    study = garden()
    own = next(iter(study.documents.values()))
    documents = study.documents | {"N1/文.md": type(own)("N1/文.md", "N1", "", text=text)}
    found = audited(text, garden(documents=documents))
    assert found.itself == ("N1/文.md",)
    assert [one.kind for one in found.remarks if one.kind.startswith("quotation")] == ["quotation-orphan"]


@pytest.mark.parametrize(
    ("findings", "is_wrong"),
    [
        ("受访者说：“后来浇水排了班，谁有空谁先来。”", False),
        ("官网文章写道：“后来浇水排了班，谁有空谁先来。”", True),
        ("“后来浇水排了班，谁有空谁先来”（F1）。", False),
        ("“后来浇水排了班，谁有空谁先来”（F2）。", True),
        ("《江城日报》写道，“后来浇水排了班，谁有空谁先来。”", True),
        ("《江城日报》写道，“这块空地荒了十一年，如今成了一条街的客厅。”", False),
        ("受访者F2说，“后来浇水排了班，谁有空谁先来。”", True),
        ("官网办起来以后，“后来浇水排了班，谁有空谁先来”。", False),
        ("有人告诉我们：“本园欢迎路过的人摘一把葱，不必登记。”", True),
        ("官网文章写道，“后来浇水排了班，谁有空谁先来”（F1）。", True),
        ("官网负责人说，“后来浇水排了班，谁有空谁先来”（F1）。", False),
        ("官网改版以后，“后来浇水排了班，谁有空谁先来”（F1）。", False),
        ("《江城日报》和受访者都说，“后来浇水排了班，谁有空谁先来”（F1）。", False),
        ("据《江城日报》的报道，“后来浇水排了班，谁有空谁先来”（F1）。", True),
    ],
)
def test_attributions(findings, is_wrong):
    assert [kind for kind, _ in told(paper(findings), kinds="attribution")] == ["attribution"] * is_wrong


def test_words_that_the_study_gives_decide():
    from gioia.study.record import Attribution

    study = garden(attributions=(Attribution("F", ("园友",)), Attribution("G1", ("掌柜",))))
    assert told(paper("掌柜说：“后来浇水排了班，谁有空谁先来。”"), study, kinds="attribution") != []
    assert told(paper("园友说：“后来浇水排了班，谁有空谁先来。”"), study, kinds="attribution") == []
