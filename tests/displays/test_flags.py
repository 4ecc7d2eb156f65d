"""Flags on poles: worked by hand."""

from __future__ import annotations

from gioia.displays.flags import Flag, Hung, hang, top


def test_a_flag_that_reaches_over_another_pole_hangs_above_that_flag():
    flags = [Flag(10, 50, 20), Flag(40, 30, 12), Flag(200, 30, 12)]
    hung = hang(flags, 0, 300, 9)
    assert hung == (Hung(9 + 12 + 5), Hung(9), Hung(9))
    assert top(flags, hung) == 46


def test_a_flag_near_the_right_edge_flies_to_the_left():
    assert hang([Flag(10, 20, 9), Flag(95, 40, 9)], 0, 100, 9) == (Hung(9), Hung(9, to_left=True))


def test_flags_that_fit_on_neither_side_do_not_hang():
    assert hang([Flag(50, 80, 9)], 0, 100, 9) is None


def test_no_flags_hang_at_once():
    assert hang([], 0, 100, 9) == ()
    assert top([], ()) == 0


def test_a_flag_rather_hangs_higher_than_over_a_ground_that_is_not_its_own():
    flags = [Flag(10, 50, 20), Flag(40, 30, 12, before=5)]
    assert hang(flags, 0, 300, 9) == (Hung(9 + 12 + 5), Hung(9))
    assert hang([Flag(60, 30, 12), Flag(100, 30, 12, after=10)], 0, 300, 9)[1].to_left
