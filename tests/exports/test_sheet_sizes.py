"""How many pages a sheet is printed on: none of them for a row or two, unless the whole would be much smaller."""

from __future__ import annotations

import pytest

from gioia.exports._sheet_sizes import pages_down

A_NOTE = 30.0


@pytest.mark.parametrize(
    ("rows", "pages"),
    [
        (10, 0),  # one page is enough
        (18, 1),  # a row and the note would stand on a second one
        (25, 0),  # a second page has enough on it
        (34, 2),  # the note would stand on a third one
    ],
)
def test_a_sheet_takes_no_page_for_a_row_or_two_and_its_note(rows, pages):
    assert pages_down(50, 41.0, [40.0] * rows, A_NOTE, is_wide=False) == pages


def test_a_sheet_that_would_be_much_smaller_keeps_its_last_page():
    assert pages_down(50, 41.0, [640.0, 640.0], A_NOTE, is_wide=False) == 0
