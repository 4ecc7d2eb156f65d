"""PDF and PNG: fonts embedded, text that can be searched, the size asked for; and never a box instead of a character."""

from __future__ import annotations

import shutil
import struct
import subprocess

import pytest
from small_studies import study, tea

from gioia.displays.figures import figures
from gioia.errors import UnwritableError
from gioia.exports import _typeset, write


def in_a_chinese_font() -> bool:
    return not _typeset._missing("茶", ["Noto Sans CJK SC"])


chinese = pytest.mark.skipif(not in_a_chinese_font(), reason="no Chinese font is installed")


@chinese
def test_a_pdf_has_its_fonts_in_it_and_its_words_can_be_searched(tmp_path):
    if not shutil.which("pdftotext"):
        pytest.skip("poppler is not installed")
    figure = figures(tea())[0]
    path = tmp_path / "figure.pdf"
    path.write_bytes(write(figure, "pdf"))
    text = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout.decode()
    for box in figure.scene.boxes:
        assert "".join(box.lines[0].text.split()) in "".join(text.split())
    fonts = subprocess.run(["pdffonts", path], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts)


@chinese
def test_a_png_has_600_dots_to_the_inch():
    figure = figures(tea())[0]
    raw = write(figure, "png")
    width, height = struct.unpack(">II", raw[16:24])
    assert abs(width - figure.scene.width / 72 * 600) <= 1
    assert abs(height - figure.scene.height / 72 * 600) <= 1


@chinese
@pytest.mark.parametrize("suffix", ["pdf", "png"])
def test_the_same_figure_gives_the_same_bytes(suffix):
    figure = figures(tea())[0]
    assert write(figure, suffix) == write(figure, suffix)


def test_a_character_that_no_font_has_is_never_drawn_as_a_box():
    outline = {"D\U000f1234": {"T": ["C"]}}
    with pytest.raises(UnwritableError, match="no font of this system has \U000f1234") as caught:
        write(figures(study(outline))[0], "pdf")
    assert "Noto Sans CJK" in caught.value.remedy
