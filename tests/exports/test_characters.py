"""What a writer may do with characters that its format cannot hold or should not part."""

from __future__ import annotations

import pytest

from gioia.exports._characters import with_company


@pytest.mark.parametrize(
    ("excerpt", "parts"),
    [
        ("客人都说茶香。（F1）", ("客人都说茶", "香。（F1）")),
        ("客人用 App（F1）", ("客人用 ", "App（F1）")),
        ("they share the kettle (F1)", ("they share the ", "kettle (F1)")),
        ("茶\n（F1）", ("茶\n", "（F1）")),
        ("（F1）", ("", "（F1）")),
        ("客人都说茶香。", ("客人都说茶香。", "")),
    ],
)
def test_the_code_of_a_source_has_company_on_its_line(excerpt, parts):
    assert with_company(excerpt) == parts
