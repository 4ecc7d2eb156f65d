"""The server killed at random moments of a session: what it said was done is there, and no file is broken.

A page codes, regroups, renames and undoes; at a moment that nobody chose the process is gone (SIGKILL). Then every file of the
study is read, and a new server goes on where the old one was. `GIOIA_KILLS=200 pytest tests/workbench/test_killed.py` takes
some minutes.
"""

from __future__ import annotations

import http.client
import os
import random
import threading

import pytest
from page_server import Server

from gioia.findings import errors
from gioia.study.history import read_history
from gioia.study.loading import load_study

KILLS = int(os.environ.get("GIOIA_KILLS", "8"))
F1 = "F1/访谈.md"


class Session:
    """What a page does, one thing after the other, and what it was told is on disk."""

    def __init__(self, root, seed):
        self.root = root
        self.random = random.Random(seed)  # noqa: S311 - moments and edits that can be repeated
        self.number = 0
        coded = {(coding.start, coding.end) for coding in load_study(root)[0].codings}
        spans = {(start, end) for start in range(6, 38) for end in range(start + 3, start + 16)}
        self.spans = sorted(spans - coded)
        """Each is coded once: of two codings of one passage a merge leaves one."""
        self.random.shuffle(self.spans)
        self.confirmed = {}
        """Id of a coding → start, end, concept and memo, as confirmed; None where it was confirmed to be gone."""
        self.open = set()
        """What the last request was about, which was not answered: it may be done or not."""
        self.edits = []

    def work(self, server):
        """Work until the server is gone."""
        version = server.get("study")["version"]
        while True:
            version = self.step(server, version)

    def step(self, server, version):
        self.number += 1
        there = [each for each, said in self.confirmed.items() if said]
        kind = self.random.choice(["code", "code", "code new", "set", "uncode", "rename", "merge", "undo"])
        if kind == "undo" or (kind in {"set", "uncode"} and not there):
            kind = "code"
        return getattr(self, kind.replace(" ", "_"))(server, version, there)

    def do(self, server, version, touched, action, **given):
        self.open = set(touched)
        answer = server.do(action, version=version, **given)
        self.open = set()
        self.edits.append(answer["undo"]["id"])
        return answer["version"]

    def code(self, server, version, _, concept="修理书架", **more):
        start, end = self.spans.pop()
        span = {"start": start, "end": end}
        version = self.do(
            server, version, [], "code", document=F1, **span, concept=concept, memo=f"第{self.number}次", **more
        )
        made = next(each for each in server.get("document", name=F1)["codings"] if each["memo"] == f"第{self.number}次")
        self.confirmed[made["id"]] = (made["start"], made["end"], concept, made["memo"])
        return version

    def code_new(self, server, version, there):
        return self.code(server, version, there, concept=f"新概念{self.number}", new=True)

    def set(self, server, version, there):
        chosen, memo = self.random.choice(there), f"第{self.number}次"
        version = self.do(server, version, [chosen], "set", id=chosen, memo=memo)
        self.confirmed[chosen] = (*self.confirmed[chosen][:3], memo)
        return version

    def uncode(self, server, version, there):
        chosen = self.random.choice(there)
        version = self.do(server, version, [chosen], "uncode", id=chosen)
        self.confirmed[chosen] = None
        return version

    def rename(self, server, version, there):
        old, new = self._new_concept(there), f"新名{self.number}"
        given = {"action": "rename", "noun": "concept", "old": old, "new": new}
        return self._retag(server, version, there, given) if old else version

    def merge(self, server, version, there):
        old = self._new_concept(there)
        given = {"action": "merge_concepts", "names": [old], "into": "修理书架"}
        return self._retag(server, version, there, given) if old else version

    def _new_concept(self, there):
        names = sorted({self.confirmed[each][2] for each in there if self.confirmed[each][2].startswith("新")})
        return self.random.choice(names) if names else ""

    def _retag(self, server, version, there, given):
        old, new = given.get("old") or given["names"][0], given.get("new") or given["into"]
        touched = [each for each in there if self.confirmed[each][2] == old]
        version = self.do(server, version, touched, **given)
        for each in touched:
            start, end, _, memo = self.confirmed[each]
            self.confirmed[each] = (start, end, new, memo)
        return version

    def check(self):
        """Hold what is on disk against what was confirmed; take over what the last request may have done."""
        study, findings = load_study(self.root)
        assert errors(findings, integrity_only=True) == []
        there = {each.id: (each.start, each.end, each.concept, each.memo) for each in study.codings}
        for each, said in self.confirmed.items():
            if each not in self.open:
                assert there.get(each) == said
        edits, found = read_history(self.root)
        assert found == []
        assert set(self.edits) <= {edit.id for edit in edits}
        self.confirmed = {each: there.get(each) for each in self.confirmed}
        self.open = set()


@pytest.mark.parametrize("seed", range(KILLS))
def test_what_was_confirmed_is_there_after_a_kill(clean, seed):
    session = Session(clean.root, seed)
    server = Server(clean.root)
    timer = threading.Timer(0.3 + session.random.random() * 1.2, server.process.kill)
    timer.start()
    with pytest.raises((http.client.HTTPException, OSError)):
        session.work(server)
    server.process.communicate(timeout=30)
    session.check()
    again = Server(clean.root)
    version = again.get("study")["version"]
    for _ in range(3):
        version = session.step(again, version)
    again.kill()
    session.check()
    assert session.edits
