r"""LaTeX: every text to the letter, whatever it holds; tables and figures that a paper takes by \input."""

from __future__ import annotations

import re
import shutil
import subprocess

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_studies import HOSTILE, study, tea

from gioia.displays.display import Table
from gioia.displays.figures import figures
from gioia.errors import GioiaError
from gioia.exports import latex, write
from gioia.exports._characters import lines
from gioia.exports._tex import escaped, is_chinese

MEANT = {
    "\\newline",
    "\\gioiachar",
    "\\gioiamark",
    "\\hspace",
    "\\ensuremath",
    "\\leq",
    "\\geq",
    "\\neq",
    "\\Rightarrow",
    *(f"\\text{name}" for name in ("backslash", "asciitilde", "asciicircum", "less", "greater", "bar", "quotedbl")),
    *(f"\\text{name}" for name in ("asciigrave", "quotesingle", "bullet", "openbullet", "minus")),
}
"""The commands that a text is written with."""


def table(texts=("x",), **more):
    frame = pd.DataFrame({"主题": ["甲"] * len(texts), "言": list(texts)})
    parts = {"title": "计数", "number": 2, "merged": ("主题",), "widths": (20, 60), "note": "括号见表1。", **more}
    return Table(key="table-2-words", frame=frame, **parts)


def tex(display):
    return write(display, "tex").decode()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("50% & $x_1$ #{a}", "50\\% \\& \\$x\\_1\\$ \\#\\{a\\}"),
        ("a\\b~c^d", "a\\textbackslash{}b\\textasciitilde{}c\\textasciicircum{}d"),
        ("don't 'so'", "don't \\textquotesingle{}so\\textquotesingle{}"),
        ("a---b,,c", "a-{}-{}-b,{},c"),
        ("[2pt] *", "{[}2pt] *"),
        ("*first", "{*}first"),
        ("a \r\n\n b\u2028c", "a\\newline{}b\\newline{}c"),
        ("x\x00y", "x\\gioiamark{FFFD}y"),
        ("\u202eabc", "\\gioiamark{202E}abc"),
        ("😀", "\\gioiachar{1F600}{😀}"),
        ("—…“中文”·é", "—…“中文”·é"),
        ("ab" * 20, "\\hspace{0pt}".join(["abab"] * 10)),
    ],
)
def test_what_latex_would_read_is_written_as_text(text, shown):
    assert escaped(text) == shown


@given(st.text() | st.sampled_from(HOSTILE))
def test_no_text_holds_a_command_a_comment_or_a_brace_of_its_own(text):
    made = escaped(text)
    assert set(re.findall(r"\\[A-Za-z]+", made)) <= MEANT
    bare = re.sub(r"\\[\\#$%&_{}-]", "", re.sub(r"\\[A-Za-z]+", "", made))
    assert not re.search(r"[\\%#$&_^\n\r]", bare)
    depth = 0
    for brace in re.findall(r"[{}]", bare):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


def test_a_table_has_its_caption_its_label_and_its_header_on_every_page():
    made = tex(table(("x", "y")))
    assert made.startswith("% needs \\usepackage{array,booktabs,longtable}; Chinese: XeLaTeX and ctex\n")
    assert "\\caption{计数}\\label{tab:words}\\label{tab:gioia-2} \\\\\n\\toprule\n主题 & 言 \\\\\n\\midrule\n" in made
    assert "续表\\thetable" in made
    assert made.count("主题 & 言 \\\\") == 2


def test_a_note_refers_to_a_table_of_the_paper_by_number_and_else_names_it():
    made = tex(table(mentions=((1, "街坊的来信"),)))
    assert "括号见\\ifcsname r@tab:gioia-1\\endcsname 表\\ref{tab:gioia-1}\\else “街坊的来信”表\\fi{}。" in made
    english = {"language": "en", "note": "See Table 1.", "mentions": ((1, "Letters"),)}
    assert "See \\ifcsname r@tab:gioia-1\\endcsname Table~\\ref{tab:gioia-1}\\else the table “Letters”\\fi{}." in tex(
        table(**english)
    )


def test_a_merged_cell_is_printed_once_and_again_where_a_page_breaks_its_rows():
    rows = [line for line in tex(table(("x", "y"))).splitlines() if line.startswith("\\label{tab:words:")]
    assert rows == [
        "\\label{tab:words:1}甲 & x \\\\*",
        "\\label{tab:words:2}\\gioiaagain{tab:words:1}{tab:words:2}{甲（续）} & y \\\\*",
    ]


def test_the_row_of_totals_stands_below_a_rule():
    rule = "\\hrule height\\lightrulewidth"
    assert re.search(
        r"\\label\{tab:words:1\}.*\n.*\\hrule.*\n\\label\{tab:words:2\}", tex(table(("x", "y"), totals=True))
    )
    assert rule not in tex(table(("x", "y")))


def test_a_wide_table_stands_across_the_page():
    wide = tex(table(widths=(80, 90)))
    assert "pdflscape" in wide.splitlines()[0]
    assert "\\begin{landscape}" in wide
    assert "landscape" not in tex(table())


def test_a_note_says_that_it_is_one():
    english = {"language": "en", "note": "See Table 1.", "form": "apa"}
    assert "\\textit{Note.} See Table 1." in tex(table(**english))
    assert "footnotesize Note. See" in tex(table(**english | {"form": "three-line"}))


def test_a_text_longer_than_a_page_goes_on_in_rows_below():
    long = "这一句话说的是店里的茶。" * 300
    made = tex(table((long, "短")))
    shown = "".join(line.split(" & ")[1].split(" \\\\")[0] for line in made.splitlines() if "这一句话" in line)
    assert shown == long
    assert len([line for line in made.splitlines() if "这一句话" in line]) > 1


def test_all_displays_keep_what_an_author_changed_around_them():
    first = latex.write_all([table(), *figures(tea())]).decode()
    assert "\\input{tables/table-2-words}\n\\gioiafigure{figures/figure-1-data-structure}" in first
    changed = first.replace("\\listoftables", "\\section{茶}").encode()
    again = latex.write_all([table()], changed).decode()
    assert "\\section{茶}" in again
    assert "gioiafigure{figures" not in again


def test_a_document_without_a_place_for_displays_is_left_alone():
    with pytest.raises(GioiaError, match="no place for the displays"):
        latex.write_all([table()], b"\\documentclass{article}")


def test_a_box_is_a_named_node_and_what_belongs_to_it_is_placed_from_it():
    made = tex(figures(study({"维": {"题": ["念", "想"]}}))[0])
    assert re.search(r"\\node\[gioia theme,minimum width=[\d.]+bp,minimum height=[\d.]+bp\] \(theme-1\) at", made)
    assert re.search(r"at \(\[shift=\{\(0,[-\d.]+\)\}\]theme-1\.center\) \{题\};", made)
    assert re.search(r"\\path \(\[shift=.*\]concept-1\.center\) coordinate \(a\) \(\[shift=.*\]theme-1\.center\)", made)
    assert re.search(r"-- \([\d.]+,0 \|- a\) -- \([\d.]+,0 \|- b\) -- \(b\);", made)


def _run(program, folder, times=1):
    for _ in range(times):
        command = [program, "-interaction=nonstopmode", "-halt-on-error", "displays.tex"]
        done = subprocess.run(command, cwd=folder, capture_output=True, timeout=240, check=False)
        assert done.returncode == 0, done.stdout[-2000:].decode("utf-8", "replace")
    log = (folder / "displays.log").read_text("utf-8", "replace")
    assert "Missing character" not in log
    command = ["pdftotext", "-raw", "displays.pdf", "-"]
    return "".join(subprocess.run(command, cwd=folder, capture_output=True, check=True).stdout.decode().split())


def _has(*packages):
    if not all(map(shutil.which, ("xelatex", "pdflatex", "pdftotext", "kpsewhich"))):
        return False
    return all(subprocess.run(["kpsewhich", name], capture_output=True, check=False).stdout for name in packages)


def _written(folder, displays):
    for name in ("tables", "figures"):
        (folder / name).mkdir()
    for display in displays:
        kind = "tables" if isinstance(display, Table) else "figures"
        (folder / kind / f"{display.key}.tex").write_bytes(write(display, "tex"))
    (folder / "displays.tex").write_bytes(latex.write_all(displays))
    (folder / "pwned").unlink(missing_ok=True)


def _shown(text):
    """Return what a PDF shows of a text: codes for what no font shows, and curly apostrophes in words."""
    text = re.sub("[\u202e\u200b\ufeff\ufffd]", lambda mark: f"{ord(mark[0]):X}", lines(text).replace("\u200b", ""))
    return "".join(re.sub(r"(?<=[^\W\d_])'(?=[^\W\d_])", "’", text).replace("\u0085", "").split())


@pytest.mark.skipif(not _has("ctex.sty", "longtable.sty", "tikz.sty"), reason="XeLaTeX with ctex is not installed")
def test_xelatex_sets_hostile_tables_and_figures_to_the_letter(tmp_path):
    displays = [
        table(HOSTILE, title=HOSTILE[0], note=HOSTILE[18]),
        *figures(study({"维": {name: [] for name in HOSTILE[:30]}})),
        *figures(tea())[1:2],
    ]
    _written(tmp_path, displays)
    shown = _run("xelatex", tmp_path, times=2)
    assert not (tmp_path / "pwned").exists()
    assert [text for text in HOSTILE[:-1] if _shown(text) not in shown] == []
    assert shown.count("word") > 1240, "a word as long as a page breaks, here and there between two pages"
    for line in [line for box in displays[-1].scene.boxes for line in box.lines]:
        assert "".join(line.text.split()) in shown


@pytest.mark.skipif(not _has("longtable.sty", "tikz.sty", "phvr8t.tfm"), reason="pdfLaTeX with TikZ is not installed")
def test_pdflatex_sets_an_english_study(tmp_path):
    texts = [text for text in HOSTILE if not is_chinese(text)]
    frame = pd.DataFrame({"n": range(len(texts)), "Words": texts})
    displays = [
        Table("table-1-words", "Words & all", frame, "en", 1, form="apa"),
        *figures(study({"Ends": {"Means": ["Ways & more"]}}, language="en")),
    ]
    _written(tmp_path, displays)
    shown = _run("pdflatex", tmp_path)
    assert not (tmp_path / "pwned").exists()
    # The accents of this engine come out of a PDF as marks above the line.
    assert [text for text in texts[:-1] if "`" not in text and _shown(text) not in shown] == []
    assert "Ways&more" in shown


def test_the_note_of_a_table_stands_below_its_last_rows_on_their_page():
    """As a foot of the last page it can find no room there, and then stands alone under the header of another one."""
    written = tex(table(("一", "二", "三")))
    last, note, end = (written.index(words) for words in ("三 ", "括号见", "\\end{longtable}"))
    assert written.index("\\endlastfoot") < last < note < end
    between = written[last:note]
    assert between.startswith("三 \\\\*\n\\noalign{\\vskip\\aboverulesep}")
    assert "\\noalign{\\penalty10000\\vskip\\belowrulesep}" in between
