"""What people wrote is shown as text, whatever it looks like, and nothing in it runs, leads elsewhere or turns the page round."""

from __future__ import annotations

import json
import re

import pytest
from msgspec.structs import replace
from small_studies import HOSTILE, study

from gioia.codings.coding import new_coding
from gioia.model.records import Event, Model, Relation, Stage
from gioia.report.bundle import Told, bundle
from gioia.sources.register import Document, Source
from gioia.study.memos import Memo

SPOKEN = [
    "<script>document.title = 'run'</script>",
    "</script><script>document.title = 'run'</script>",
    "</style><style>main { display: none }</style>",
    "<!-- <script> --> ]]> <![CDATA[ x ]]>",
    "<a href=\"javascript:document.title='run'\">press</a>",
    "javascript:document.title='run'",
    '<img src="https://example.org/x.png" onerror="document.title=\'run\'">',
    "<svg onload=\"document.title='run'\"></svg>",
    "&lt;b&gt; &amp; \\u003c",
    "abc \u202e gnp.exe \u202c end",
    "one\u2028two\u2029three",
    "🙂 after a sign beyond the plane",
]
NAMES = [
    "__proto__",
    "constructor",
    "hasOwnProperty",
    "toString",
    "</script>",
    "a/b?c=d&e#f%20%",
    "\u202eterces",
    "<b>bold</b>",
]


def hostile():
    """Return a study in which every name and every passage means something to a page."""
    text = "\n".join(SPOKEN)
    names = [*NAMES, *HOSTILE]
    outline = {"__proto__": {"constructor": names[:4]}, "</title>": {"<i>": names[4:8]}, "D": {"T": names[8:]}}
    codings, at = [], 0
    for index, said in enumerate(SPOKEN):
        made = new_coding(
            text, "__proto__/<x>.txt", (at, at + len(said)), concept=names[index], coder="__proto__", time="2024-01-01T00:00:00Z",
            stage="__proto__", role="proof", memo=said, id="__proto__" if index == 0 else f"<{index}>",
        )  # fmt: skip
        codings.append(made)
        at += len(said) + 1
    relation = Relation(
        "__proto__", "constructor", "<i>", "leads_to", stage="__proto__", basis=SPOKEN[0], codings=("__proto__",)
    )
    plain = study(
        outline, stages=(Stage("__proto__", "2001", opened_by=SPOKEN[4]),), sources=(Source("__proto__", SPOKEN[1]),)
    )
    return replace(
        plain,
        title="</title><script>document.title = 'run'</script>",
        about=SPOKEN[2],
        documents={"__proto__/<x>.txt": Document("__proto__/<x>.txt", "__proto__", "", text=text)},
        codings=tuple(codings),
        model=Model(relations=(relation,), events=(Event("</script>", "2002", about=SPOKEN[0]),)),
    )


@pytest.fixture
def reader(reads):
    return reads(Told(hostile(), memos=(Memo("memos/<x>.md", "constructor", SPOKEN[0]),)))


def test_every_view_of_a_hostile_study_opens_and_nothing_in_it_runs(reader):
    left, seen = reader.links("body"), set()
    while left:
        place = left.pop()
        if place in seen or place == "#main":
            continue
        assert place.startswith("#"), place
        seen.add(place)
        reader.go(place)
        assert reader.heading != "这里没有这个名称。", place
        assert reader.page.title() != "run"
        left += reader.links("body")
    assert reader.page.locator("main img, main script, main style, main iframe, main b > script").count() == 0


def test_a_transcript_is_shown_to_the_letter(reader):
    reader.go("#document/__proto__/<x>.txt")
    shown = reader.page.locator(".text").evaluate(
        "each => [...each.querySelectorAll('p')].map(line => line.textContent)"
    )
    assert [re.sub("⟦RLO⟧|⟦PDF⟧", "", line) for line in shown] == [
        re.sub("[\u202e\u202c]", "", line) for line in SPOKEN
    ]


def test_what_turns_the_writing_round_is_a_mark_that_is_seen(reader):
    assert "abc ⟦RLO⟧ gnp.exe ⟦PDF⟧ end" in reader.go("#document/__proto__/<x>.txt").text
    assert reader.go("#concept/\u202eterces").heading.endswith("⟦RLO⟧terces")
    assert reader.page.title().startswith("⟦RLO⟧terces")
    assert "\u202e" not in reader.page.evaluate(
        "document.documentElement.outerHTML.replace(/<script[^]*?<\\/script>/g, '')"
    )
    assert "\u202e" not in reader.go("#structure").page.locator("main").evaluate("each => each.outerHTML")


def test_a_concept_that_is_called_like_a_part_of_every_object_has_its_passages(reader):
    for name in NAMES[:4]:
        reader.go(f"#concept/{name}")
        assert reader.heading.endswith(name)
        assert reader.page.locator(".passages > li").count() == 1
    reader.go("#coding/__proto__")
    assert SPOKEN[0] in reader.page.locator(".boxed mark").inner_text()


def test_the_file_has_one_script_and_one_style_sheet_and_its_policy_allows_no_other():
    page = bundle(Told(hostile())).decode()
    assert len(re.findall("<script", page)) == 4
    assert len(re.findall("<style", page)) == 1
    policy = re.search('Content-Security-Policy" content="([^"]+)"', page)[1]
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in policy
    assert "http" not in policy
    blocks = re.findall(r'<script type="application/json" id="(\w+)" data-form="plain">(.*?)</script>', page)
    assert [name for name, _ in blocks] == ["core", "tables", "texts"]
    assert json.loads(blocks[2][1]) == ["\n".join(SPOKEN)]
