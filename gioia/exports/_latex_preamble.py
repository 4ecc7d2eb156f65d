r"""What the LaTeX document of all displays begins with: page, fonts, captions, and how a figure is set.

A Chinese study gets ctex, with the Chinese fonts of the system it is set on; where these lack a character, the wide Noto or
Source Han fonts are asked. An English one is set by any of the three LaTeXs, and by XeLaTeX where it holds Chinese. Letters
are those of Times and Arial, or of free fonts as wide, because figures were laid out by the widths of Arial.
"""

from __future__ import annotations

_ANY = r"""\usepackage[margin=18mm]{geometry}
\usepackage{array,booktabs,longtable,pdflscape,graphicx,tikz}
\usetikzlibrary{arrows.meta}
\usepackage{caption}
\pagestyle{plain}
"""
_LETTERS = r"""\usepackage{fontspec}
\IfFontExistsTF{Times New Roman}{\setmainfont{Times New Roman}}{%
  \IfFontExistsTF{TeX Gyre Termes}{\setmainfont{TeX Gyre Termes}}{%
  \IfFontExistsTF{Liberation Serif}{\setmainfont{Liberation Serif}}{}}}
\IfFontExistsTF{Arial Bold}{\setsansfont{Arial}}{%
  \IfFontExistsTF{TeX Gyre Heros}{\setsansfont{TeX Gyre Heros}}{%
  \IfFontExistsTF{Liberation Sans}{\setsansfont{Liberation Sans}}{}}}
"""
_CHINESE = r"""\documentclass[UTF8,a4paper]{ctexart}
\usepackage{iftex}
\iftutex
"""
_FALLBACK = r"""\ifXeTeX
  \xeCJKsetup{AutoFallBack=true}
  \IfFontExistsTF{Noto Serif CJK SC}{\setCJKfallbackfamilyfont{\CJKrmdefault}{Noto Serif CJK SC}}{%
  \IfFontExistsTF{Source Han Serif SC}{\setCJKfallbackfamilyfont{\CJKrmdefault}{Source Han Serif SC}}{}}
  \IfFontExistsTF{Noto Sans CJK SC}{\setCJKfallbackfamilyfont{\CJKsfdefault}{Noto Sans CJK SC}}{%
  \IfFontExistsTF{Source Han Sans SC}{\setCJKfallbackfamilyfont{\CJKsfdefault}{Source Han Sans SC}}{}}
\fi
"""
_LISTS = "\\ctexset{listtablename=表目录,listfigurename=图目录}\n"
_ENGLISH = r"""\documentclass[a4paper,11pt]{article}
\usepackage{iftex}
\iftutex
"""
_OLD_ENGINE = r"""\else
\usepackage[T1]{fontenc}
\usepackage[utf8]{inputenc}
\usepackage{textcomp,mathptmx,helvet}
"""
_SOME_CHINESE = r"""\ifXeTeX
  \usepackage{xeCJK}
  % Quotation marks, dashes and dots are those of the English text.
  \xeCJKDeclareCharClass{Default}{"2013,"2014,"2018,"2019,"201C,"201D,"2026,"00B7}
  \IfFontExistsTF{Noto Serif CJK SC}{\setCJKmainfont{Noto Serif CJK SC}}{%
  \IfFontExistsTF{Source Han Serif SC}{\setCJKmainfont{Source Han Serif SC}}{%
  \IfFontExistsTF{SimSun}{\setCJKmainfont{SimSun}}{\setCJKmainfont{FandolSong-Regular.otf}}}}
  \IfFontExistsTF{Noto Sans CJK SC}{\setCJKsansfont{Noto Sans CJK SC}}{%
  \IfFontExistsTF{Source Han Sans SC}{\setCJKsansfont{Source Han Sans SC}}{%
  \IfFontExistsTF{SimHei}{\setCJKsansfont{SimHei}}{\setCJKsansfont{FandolHei-Regular.otf}}}}
\fi
"""
_CAPTIONS = {
    ("zh", "three-line"): "\\captionsetup{labelsep=quad,font={small,bf}}\n",
    ("en", "three-line"): "\\captionsetup{labelsep=period,font=small,labelfont=bf}\n",
}
_APA = (
    "\\captionsetup{labelsep=newline,font=small,labelfont=bf,textfont=%s,justification=raggedright,"
    "singlelinecheck=false}\n"
)
_FIGURE = r"""% A figure that is wider or higher than the page is made smaller.
\newsavebox\gioiabox
\newcommand\gioiafigure[2]{\begin{figure}[p]\centering
  \sbox\gioiabox{\input{#1}}%
  \ifdim\wd\gioiabox>\linewidth\sbox\gioiabox{\resizebox{\linewidth}{!}{\usebox\gioiabox}}\fi
  \ifdim\ht\gioiabox>.9\textheight\sbox\gioiabox{\resizebox{!}{.9\textheight}{\usebox\gioiabox}}\fi
  %s\end{figure}}
"""
_BELOW, _ABOVE = "\\usebox\\gioiabox #2", "#2\\usebox\\gioiabox"
"""Where a figure's caption stands; the American Psychological Association asks for it above."""


def preamble(language: str, form: str, *, has_chinese: bool) -> str:
    r"""Return all that stands before `\begin{document}`; `form` is that of the tables."""
    if language == "zh":
        head = f"% xelatex displays.tex, twice\n{_CHINESE}{_LETTERS}{_FALLBACK}\\fi\n{_LISTS}"
    else:
        chinese = _SOME_CHINESE if has_chinese else ""
        engine = "xelatex displays.tex" if has_chinese else "pdflatex or xelatex displays.tex"
        head = f"% {engine}, twice\n{_ENGLISH}{_LETTERS}{chinese}{_OLD_ENGINE}\\fi\n"
    known = "zh" if language == "zh" else "en"
    captions = _APA % ("normalfont" if known == "zh" else "it") if form == "apa" else _CAPTIONS[known, "three-line"]
    return head + _ANY + captions + _FIGURE.replace("%s", _ABOVE if form == "apa" else _BELOW)
