"""A search of a study on disk gives what the hits of the loaded study are, however many processes do it."""

from __future__ import annotations

import sys

import pytest

from gioia.displays import searches
from gioia.displays.hits import entries, hits
from gioia.displays.searches import search, search_entries
from gioia.errors import GioiaError
from gioia.sources.queries import words_query
from gioia.study import load_study
from gioia.study.searching import Filters
from gioia.study.shares import Share

ONE = [Share()]
THREE = [Share(index, 3) for index in range(3)]


@pytest.fixture(params=[ONE, THREE], ids=["one process", "three processes"])
def shared(request, monkeypatch):
    if request.param is THREE and sys.platform != "linux":
        pytest.skip("only Linux forks safely")
    monkeypatch.setattr(searches, "shares", lambda **_: request.param)


@pytest.mark.usefixtures("shared")
class TestSearching:
    @pytest.mark.parametrize("filters", [Filters(), Filters(sources=("F",)), Filters(coded=True), Filters(coded=False)])
    def test_the_hits_are_those_of_the_whole_study(self, clean, filters):
        query = words_query("的")
        whole, _ = load_study(clean.root)
        found = hits(whole, query, filters)
        assert search(clean.root, query, filters) == (found, [])
        assert search_entries(clean.root, query, filters) == (list(entries(whole, found)), [])

    def test_a_fault_is_told_once(self, clean):
        clean.change("sources/F1/访谈.md", "书架", "木架和书架")
        _, findings = search(clean.root, words_query("书架"), Filters())
        assert [finding.rule for finding in findings] == ["DO1"]

    def test_a_name_that_the_study_does_not_have_is_refused(self, clean):
        with pytest.raises(GioiaError, match="no source is called 'Z9'"):
            search(clean.root, words_query("书架"), Filters(sources=("Z9",)))

    def test_a_speaker_of_any_document_is_known(self, clean):
        clean.change("study.yaml", "stages:", "transcripts:\n  - documents: G1\n    turn: '{speaker}：'\nstages:")
        clean.write("sources/G1/公告.md", "管理员：书架在东边。\n邻居：好。\n管理员：旧书登记。\n")
        found, _ = search_entries(clean.root, words_query("书架"), Filters(speaker="管理员"))
        assert [entry.speaker for entry in found] == ["管理员"]


def test_many_documents_are_worth_several_processes_but_not_for_a_speaker_whom_all_decide_about(clean, monkeypatch):
    asked = []
    monkeypatch.setattr(searches, "shares", lambda *, are_worth_it: asked.append(are_worth_it) or ONE)
    search(clean.root, words_query("书架"), Filters())
    monkeypatch.setattr(searches, "_MANY", 0)
    search(clean.root, words_query("书架"), Filters())
    with pytest.raises(GioiaError, match="nobody called '甲' speaks"):
        search(clean.root, words_query("书架"), Filters(speaker="甲"))
    assert asked == [False, True, False]
