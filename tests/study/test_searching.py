"""Loading for a search: less is read, and what is found is the same."""

from __future__ import annotations

import json

import pytest

from gioia.displays.hits import entries, hits
from gioia.errors import GioiaError
from gioia.sources import segments as segments_module
from gioia.sources.queries import words_query
from gioia.sources.segmented import Segmented
from gioia.sources.segments import segments
from gioia.study import load_study
from gioia.study.searching import Filters, load_for_search


class TestLoadingForASearch:
    """`load_for_search` reads less than `load_study`; what is found must be the same."""

    @pytest.mark.parametrize("words", ["书架", "值班", "的", "没有的话", "  ", "A"])
    @pytest.mark.parametrize("filters", [Filters(), Filters(sources=("F",)), Filters(coded=True), Filters(coded=False)])
    def test_the_hits_are_those_of_the_whole_study(self, clean, words, filters):
        query = words_query(words)
        study, findings = load_for_search(clean.root, query, filters, with_codings=True)
        whole, _ = load_study(clean.root)
        found = hits(study, query, filters)
        assert found == hits(whole, query, filters)
        assert list(entries(study, found)) == list(entries(whole, found))
        assert findings == []

    def test_a_changed_text_is_told_where_it_has_hits(self, clean):
        clean.change("sources/F1/访谈.md", "书架", "木架和书架")
        study, findings = load_for_search(clean.root, words_query("木架"), Filters(), with_codings=False)
        assert [finding.rule for finding in findings] == ["DO1"]
        assert [hit.match for hit in hits(study, words_query("木架"))] == ["木架"]

    def test_a_text_that_is_missing_or_no_text_is_told_whatever_is_looked_for(self, clean):
        (clean.root / "sources/F1/访谈.md").unlink()
        _, findings = load_for_search(clean.root, words_query("没有的话"), Filters(), with_codings=False)
        assert [finding.rule for finding in findings] == ["DO2"]

    def test_a_text_of_any_length_is_read_whole(self, clean):
        for length in (32767, 32768, 32769, 70000):
            clean.write("sources/F1/访谈.md", "a" * length + "尾")
            study, _ = load_for_search(clean.root, words_query("尾"), Filters(), with_codings=False)
            assert [hit.start for hit in hits(study, words_query("尾"))] == [length]

    def test_a_speaker_of_another_document_is_known(self, clean):
        register = [json.loads(line) for line in clean.text("sources/documents.jsonl").splitlines()]
        assert len(register) == 2
        clean.change("study.yaml", "stages:", "transcripts:\n  - documents: G1\n    turn: '{speaker}：'\nstages:")
        clean.write("sources/G1/公告.md", "管理员：书架在东边。\n邻居：好。\n管理员：旧书登记。\n")
        query = words_query("修好")
        study, _ = load_for_search(clean.root, query, Filters(speaker="管理员"), with_codings=False)
        assert hits(study, query, Filters(speaker="管理员")) == []
        query = words_query("旧书")
        study, _ = load_for_search(clean.root, query, Filters(speaker="管理员"), with_codings=False)
        assert [hit.line for hit in hits(study, query, Filters(speaker="管理员"))] == [3]
        with pytest.raises(GioiaError, match="nobody called '管里员' speaks: did you mean '管理员'"):
            load_for_search(clean.root, query, Filters(speaker="管里员"), with_codings=False)

    def test_the_segments_of_a_document_are_worked_out_once(self, clean, monkeypatch):
        asked = []
        monkeypatch.setattr(
            segments_module, "segments", lambda document: asked.append(document.name) or segments(document)
        )
        clean.change("study.yaml", "stages:", "transcripts:\n  - documents: G1\n    turn: '{speaker}：'\nstages:")
        clean.write("sources/G1/公告.md", "管理员：书架在东边。\n邻居：好。\n管理员：旧书登记。\n")
        query, filters, segmented = words_query("书架"), Filters(sources=("G",), speaker="管理员"), Segmented()
        study, _ = load_for_search(clean.root, query, filters, with_codings=True, segmented=segmented)
        found = hits(study, query, filters, segmented=segmented)
        assert [entry.speaker for entry in entries(study, found, segmented)] == ["管理员"]
        assert asked == ["G1/公告.md"]
