"""Work that several processes share: what comes back is what one process would have given."""

from __future__ import annotations

import os
import sys
import threading

import pytest

from gioia.errors import GioiaError
from gioia.study.shares import Share, by_share, shares

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks safely")

FOUR = [Share(index, 4) for index in range(4)]


@pytest.fixture(autouse=True)
def a_machine_of_four(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(4)))


@pytest.mark.parametrize("count", [0, 1, 3, 4, 5, 10])
def test_every_item_is_of_one_share_and_they_stay_in_order(count):
    items = list(range(count))
    assert [item for share in FOUR for item in share.cut(items)] == items


def test_results_come_in_the_order_of_the_shares():
    assert by_share(lambda share: [share.index], FOUR, list[int]) == [[0], [1], [2], [3]]


def test_each_share_has_a_process_of_its_own():
    processes = by_share(lambda _: os.getpid(), FOUR, int)
    assert processes[0] == os.getpid()
    assert len(set(processes)) == 4


def test_a_result_of_any_length_comes_through():
    assert by_share(lambda share: "长" * 10**6 * share.index, FOUR[:2], str)[1] == "长" * 10**6


def test_what_goes_wrong_in_another_process_goes_wrong_here():
    def work(share):
        if share.index == 2:
            raise GioiaError("the third share is bad")
        return share.index

    with pytest.raises(GioiaError, match="the third share is bad"):
        by_share(work, FOUR, int)


def test_a_process_that_is_ended_from_outside_loses_nothing():
    here = os.getpid()

    def work(share):
        if os.getpid() != here:
            os.kill(os.getpid(), 9)
        return share.index

    assert by_share(work, FOUR, int) == [0, 1, 2, 3]


def test_no_process_is_left_behind():
    *others, _ = by_share(lambda _: [os.getpid()], [*FOUR, Share()], list[int])
    for [process] in others:
        with pytest.raises(ChildProcessError):
            os.waitpid(process, os.WNOHANG)


class TestHowMany:
    def test_one_a_core_where_it_is_worth_it(self, monkeypatch):
        # Other tests of this process may have left a thread running.
        monkeypatch.setattr(threading, "active_count", lambda: 1)
        assert shares(are_worth_it=True) == FOUR

    def test_one_where_it_is_not(self):
        assert shares(are_worth_it=False) == [Share()]

    def test_one_where_a_thread_runs_beside(self):
        done = threading.Event()
        beside = threading.Thread(target=done.wait, daemon=True)
        beside.start()
        assert shares(are_worth_it=True) == [Share()]
        done.set()
        beside.join()
