"""A filled form as a table, which every format of tables can write."""

from __future__ import annotations

from gioia.displays.display import Table
from gioia.displays.frames import list_frame
from gioia.forms.filling import Answer, Form

_COLUMNS = (
    ("Part", "部分"),
    ("No.", "编号"),
    ("Item", "条目"),
    ("State", "状态"),
    ("Answer", "回答"),
    ("Where", "所在"),
)
_WIDTHS = (20, 7, 34, 12, 88, 32)
_STATES = {"filled": ("filled", "已填"), "not applicable": ("n/a", "不适用"), "missing": ("missing", "缺")}
_WANTS = ("To be answered by ", "待由此回答：")
_SEPARATORS = ("; ", "；")
_NUMBERS = ("The numbers are the authors’.", "编号是原作者的。")
_WORDING = (
    "The words are ours. What is stated stands in study.yaml under statements; the rest is counted by gioia.",
    "措辞是我们自己的。说明取自 study.yaml 的 statements，其余由 gioia 统计。",
)


def form_table(form: Form, title: str, language: str) -> Table:
    """Return the form as a table in zh or en, captioned with its own title and that of the study.

    The columns are part (merged), number, item, state, answer and where it stands. Each statement and fact of an answer is a
    line of its own.
    """
    which = int(language == "zh")
    blank = form.blank
    rows = [
        (
            answer.item.heading[which],
            answer.item.number,
            answer.item.topic[which],
            _STATES[answer.state][which],
            _answer(answer, which),
            _SEPARATORS[which].join(place[which] for place in answer.places),
        )
        for answer in form.answers
    ]
    names = tuple(words[which] for words in _COLUMNS)
    said = (blank.reference + (".", "。")[which], blank.note[which] or _NUMBERS[which], _WORDING[which])
    return Table(
        key=blank.name,
        title=(" – ", "——")[which].join(filter(None, [blank.title[which], title])),
        frame=list_frame(names, rows, set()),
        language=language,
        merged=names[:1],
        widths=_WIDTHS,
        note=(" ", "")[which].join(said),
    )


def _answer(answer: Answer, which: int) -> str:
    lines = [text[which] for text in answer.texts]
    if answer.wants:
        lines.append(_WANTS[which] + (", ", "、")[which].join(answer.wants))
    return "\n".join(lines)
