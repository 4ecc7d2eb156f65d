"""What is said of a command line that cannot be understood: one line like every other of the program, in the person's language.

The library that reads command lines tells of them in English, over several lines and in a frame, and its releases differ in the
classes that they raise: an error is known here by the name of its class and by what it carries.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from gioia.cli.words import say, worded
from gioia.findings import suggestion

_NO_NUMBER = re.compile(r"'?(?P<value>.+?)'? is not a valid (?:integer|float|int)(?: range)?\.?", re.DOTALL)
_NOT_WITHIN = re.compile(r"'?(?P<value>.+?)'? is not in the range (?P<range>.+?)\.?", re.DOTALL)
_NONE_OF = re.compile(r"'?(?P<value>.+?)'? is not one of (?P<choices>.+?)\.?", re.DOTALL)
_EXTRA = re.compile(r"Got unexpected extra argument(?:s|\(s\))? \((?P<words>.*)\)", re.DOTALL)


def is_misuse(error: BaseException) -> bool:
    """Tell whether the error is one about the command line."""
    return hasattr(error, "format_message") and hasattr(error, "exit_code")


def told(error: Any) -> str:  # noqa: ANN401 - an error of the library, another class in every release
    """Return what is wrong and what to do, on one line; nothing for a command without words, which has shown its help."""
    kind = type(error).__name__
    if kind == "NoArgsIsHelpError":
        return ""
    ways: dict[str, Callable[[Any], tuple[str, str]]] = {
        "NoSuchOption": _unknown_option,
        "MissingParameter": _missing,
        "BadParameter": _bad_value,
        "BadOptionUsage": _bad_option,
    }
    what, remedy = ways.get(kind, _other)(error)
    return f"{what}{say('; ', '；')}{worded(remedy)}"


def _unknown_option(error: Any) -> tuple[str, str]:  # noqa: ANN401 - see `told`
    name = str(error.option_name)
    known = [option for each in error.ctx.command.params for option in each.opts] if error.ctx else []
    remedy = suggestion(name, [option for option in known if option.startswith("-")], _help(error))
    return say(f"no option is called {name!r} here", f"这里没有选项 {name!r}"), remedy


def _missing(error: Any) -> tuple[str, str]:  # noqa: ANN401 - see `told`
    word, said = _name(error.param), str(getattr(error.param, "help", "") or "").rstrip(".。")
    about = say(f" ({said})", f"（{said}）") if said else ""
    return say(f"{word} is missing{about}", f"缺少 {word}{about}"), _help(error)


def _bad_value(error: Any) -> tuple[str, str]:  # noqa: ANN401 - see `told`
    name, message = _name(error.param) if error.param else "", str(error.message)
    if found := _NONE_OF.fullmatch(message):
        choices = re.findall(r"'([^']*)'", found["choices"]) or [found["choices"]]
        what, remedy = (
            say(f"{found['value']!r} is no choice", f"没有 {found['value']!r} 这个取值"),
            _one_of(found["value"], choices),
        )
    elif found := _NO_NUMBER.fullmatch(message):
        what, remedy = say(f"{found['value']!r} is no number", f"{found['value']!r} 不是数字"), _help(error)
    elif found := _NOT_WITHIN.fullmatch(message):
        what = say(f"{found['value']} is out of range", f"{found['value']} 超出范围")
        remedy = say(f"choose a number with {found['range']}", f"取值范围：{found['range']}")
    else:
        what, remedy = _lower(message), _help(error)
    return f"{name}{say(': ', '：')}{what}" if name else what, remedy


def _one_of(value: str, choices: Sequence[str]) -> str:
    return suggestion(value, choices, say(f"choose of {', '.join(choices)}", f"可选：{'、'.join(choices)}"))


def _bad_option(error: Any) -> tuple[str, str]:  # noqa: ANN401 - see `told`
    name = str(error.option_name)
    if "does not take a value" in error.message:
        return say(f"{name} takes no value", f"{name} 后面不写值"), _help(error)
    return say(f"{name} has no value", f"{name} 后面缺少值"), _help(error)


def _other(error: Any) -> tuple[str, str]:  # noqa: ANN401 - see `told`
    found = _EXTRA.fullmatch(str(error.message))
    if found:
        remedy = say(
            f"put a name that holds spaces between quotation marks; {_help(error)}",
            f"含空格的名称要放在引号里；{_help(error)}",
        )
        return say(f"nothing is known to be done with {found['words']}", f"多出来的内容：{found['words']}"), remedy
    return _lower(str(error.format_message())), _help(error)


def _name(parameter: Any) -> str:  # noqa: ANN401 - a parameter of the library
    """Return an option as it is written, --source CODE, or an argument as the help shows it."""
    metavar = str(getattr(parameter, "metavar", None) or "")
    if parameter.param_type_name == "argument":
        return metavar.strip("[]") or str(parameter.name).upper()
    longest: str = max(parameter.opts, key=len)
    return f"{longest} {metavar}".rstrip()


def _help(error: Any) -> str:  # noqa: ANN401 - see `told`
    path = error.ctx.command_path if error.ctx else "gioia"
    return say(f"see {path} --help", f"用法见 {path} --help")


def _lower(message: str) -> str:
    line = " ".join(message.split()).rstrip(".")
    return line[:1].lower() + line[1:]
