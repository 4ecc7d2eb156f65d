"""Who is said to say a quotation: the subject of the verb beside it, and nothing that merely stands near."""

from __future__ import annotations

import pytest

from gioia.audit.manuscript.quotation_marks import outermost, quoted
from gioia.audit.manuscript.sayers import masked, sayer


def subjects(text):
    unquoted = masked(text)
    told = [sayer(text, unquoted, one) for one in outermost(quoted(text))]
    return [one.subject if one else "" for one in told]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("In spring the baker said, “the oven was cold”.", "In spring the baker"),
        ("Wind rose. As the newspaper reported, “the oven was cold”.", "the newspaper"),
        ("The baker, who came late, said, “the oven was cold”.", "The baker"),
        ("“The oven was cold,” said one baker, and left.", "one baker"),
        ("“The oven was cold,” the baker said later.", "the baker"),
        ("According to the annual report, “the oven was cold”.", "the annual report"),
        ("起风了。一位面包师在访谈中说：“炉子是冷的”。", "一位面包师在访谈中"),
        ("“炉子是冷的”，一位面包师如是说。", "一位面包师"),
    ],
)
def test_the_subject_of_the_verb_of_saying_is_the_sayer(text, subject):
    assert subjects(text) == [subject]


@pytest.mark.parametrize(
    "text",
    [
        "The website was launched in spring, “the oven was cold”.",
        "The baker was told, “the oven was cold”.",
        "The minutes say nothing of it. “The oven was cold.”",
        "He called it “the cold oven,” and the baker said nothing.",
        "面包房的网站上线那年，“炉子是冷的”。",
        "面包师说了很多。“炉子是冷的。”",
    ],
)
def test_what_merely_stands_near_is_no_sayer(text):
    assert subjects(text) == [""]


def test_both_pieces_of_a_quotation_have_one_sayer():
    text = "“The oven,” the baker said, “was cold.”"
    found = [sayer(text, masked(text), one) for one in outermost(quoted(text))]
    assert found[0] == found[1]
