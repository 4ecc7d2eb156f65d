"""The files of a page: its own and those that pages share."""

from __future__ import annotations

import re

import pytest

from gioia.pages import page_files


@pytest.mark.parametrize("package", ["gioia.workbench", "gioia.report"])
def test_every_module_that_a_page_imports_is_among_its_files(package):
    files = page_files(package)
    for name, file in files.items():
        for other in re.findall(r'from "\./([^"]+)"', file.read_text(encoding="utf-8")):
            assert other in files, f"{name} imports {other}"


def test_a_page_has_the_modules_that_all_share():
    assert {"dom.js", "positions.js"} <= set(page_files("gioia.report"))
