"""The encoding of a text: marked, named, or weighed.

UTF-8 that decodes is UTF-8: hardly any other text does. Otherwise every encoding that decodes the bytes to the end is
weighed by the characters that it yields: frequent Chinese characters, kana and accented letters inside words speak for it;
rare characters, half-width kana, two accented signs in a row and control characters against it. The sums of the weights
are compared: the lead of the best over the second tells how sure the guess is. A guess is never silent: it comes with a
confidence, and with a remark where it is not near certain or what it yields looks like no writing.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Sequence

from msgspec import Struct

from gioia.errors import GioiaError
from gioia.sources.readers import Remark
from gioia.sources.readers.garbling import IDEOGRAPH, SAMPLE, SIMPLIFIED, TRADITIONAL, doubts
from gioia.sources.readers.kinds import is_wide

CJK_MARKS = frozenset("，。、：；？！“”‘’（）《》「」『』【】…—·～")
SURE = 0.95
"""From this confidence on a guess needs no remark."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_STEEPNESS = 0.9
_PRINTABLE = re.compile(rb"[\t\n\r A-Za-z,.]")
_MOSTLY_ASCII = 0.8
_LIKELY = 0.6
_MOST_BROKEN = 0.02
_FEW_SIGNS = 12
_MIXED = "the file may be damaged, or mixed from several encodings; save it anew as UTF-8, or name its encoding, for instance --encoding gb18030"
_PAIR = 2
_GB2312_TRAIL = 0xA1
_LONGEST_RUN = 3


class Decoded(Struct, frozen=True):
    """A text without its mark and with its line ends as they were, its encoding, and how sure that is (0 to 1)."""

    text: str
    encoding: str
    confidence: float = 1.0
    remarks: tuple[Remark, ...] = ()


def decoded(raw: bytes, name: str, encoding: str = "", *, declared: str = "") -> Decoded:
    """Return the text of the bytes in the named encoding, else the marked, the `declared` or the most likely one.

    A declaration (of a web page) is believed where the bytes decode by it. Raises GioiaError, naming the file by `name`,
    where the bytes are no text in the named or marked encoding, or in none.
    """
    sure = encoding or marked(raw) or (declared if _decodes(raw, declared) else "")
    known = sure or ("utf-8" if _is_utf8(raw) else "")
    found = Decoded(decode(raw, name, known), known) if known else _guess(raw, name)
    if not sure and known:
        found = _by_chance(raw, found)
    return Decoded(found.text, found.encoding, found.confidence, (*found.remarks, *doubts(found.text)))


def decode(raw: bytes, name: str, encoding: str = "") -> str:
    """Return the text without a byte order mark, its line ends untouched; nothing is guessed.

    Raises GioiaError, naming the file by `name`, where the bytes are not text in the encoding that is given or marked,
    or UTF-8.
    """
    used = encoding or marked(raw) or "utf-8"
    try:
        text = raw.decode(used)
    except UnicodeDecodeError as error:
        remedy = "name its encoding, for instance --encoding gb18030"
        raise GioiaError(f"{name}: byte {error.start} is not {used}", remedy=remedy, exit_code=1) from error
    except (LookupError, ValueError) as error:
        raise GioiaError(f"no encoding is called {used}", remedy="use utf-8, gb18030, big5 or utf-16") from error
    if "\0" in text:
        remedy = "name a text file, or name its encoding, for instance --encoding utf-16"
        raise GioiaError(f"{name}: this is no text (it holds NUL characters)", remedy=remedy, exit_code=1)
    return _without_surrogates(text.removeprefix("\ufeff"), name, used)


def marked(raw: bytes) -> str:
    """Return the encoding that the byte order mark tells, empty where there is none."""
    return next((found for mark, found in _MARKS if raw.startswith(mark)), "")


def _without_surrogates(text: str, name: str, used: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        message = f"{name}: character {error.start} is half of a pair (a lone surrogate)"
        remedy = f"{used} may be the wrong encoding; else delete the character"
        raise GioiaError(message, remedy=remedy, exit_code=1) from error
    return text


def _is_utf8(raw: bytes) -> bool:
    return b"\0" not in raw and _decodes(raw, "utf-8")


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        return bool(encoding) and isinstance(raw.decode(encoding), str)
    except (LookupError, ValueError):
        return False


def _by_chance(raw: bytes, found: Decoded) -> Decoded:
    """Return a text that decodes as UTF-8, with a remark where so few signs do that it may be by chance.

    Two bytes of a Chinese character may be one letter in UTF-8; a word or two can be both.
    """
    beyond = [char for char in found.text if char > "\x7f"]
    if (
        not 0 < len(beyond) <= _FEW_SIGNS
        or max(beyond) > "\u07ff"
        or any(len(char.encode()) != _PAIR for char in beyond)
    ):
        return found
    chinese = _strictly(raw, "gb18030")
    if chinese is None or _by_character(_gb18030)(chinese)[1] < _LIKELY:
        return found
    message = f"the encoding is a guess: utf-8; taken for gb18030 the text would begin with “{chinese[:_FEW_SIGNS]}”"
    remark = Remark(message, "compare with the original; if it is garbled, add it with --encoding gb18030")
    return Decoded(found.text, found.encoding, 0.5, (remark,))


def _guess(raw: bytes, name: str) -> Decoded:
    candidates: list[tuple[float, float, str, str]] = []
    for codec_names, weigh in _CANDIDATES:
        for encoding in codec_names:
            text = _strictly(raw, encoding)
            if text is None:
                continue
            total, mean = weigh(text[:SAMPLE])
            candidates.append((total, mean, encoding, text))
            break
    candidates.sort(key=lambda candidate: candidate[0], reverse=True)
    if not candidates or candidates[0][1] <= 0:
        mended = _broken_utf8(raw) or _cut_off(raw)
        if mended is None:
            raise _undecodable(raw, name)
        return mended
    total, mean, encoding, text = candidates[0]
    second = candidates[1] if len(candidates) > 1 else (0.0, 0.0, "", "")
    lead = total - max(second[0], 0.0)
    confidence = round(min(0.99, _sigmoid(_STEEPNESS * lead) * min(1.0, 0.5 + mean)), 2)
    remarks: tuple[Remark, ...] = ()
    if confidence < SURE:
        rival = f", {second[2]} is next" if second[2] and second[0] > 0 else ""
        message = f"the encoding is a guess: {encoding}, {confidence:.0%} sure{rival}"
        remarks = (Remark(message, "compare with the original; if it is garbled, name its encoding with --encoding"),)
    return Decoded(text.removeprefix("\ufeff"), encoding, confidence, remarks)


def _broken_utf8(raw: bytes) -> Decoded | None:
    """Return a text in UTF-8 with few broken places, replaced and told by the remark on such characters; else None."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd") - raw.count("\ufffd".encode())
    beyond = sum(char > "\x7f" for char in text) - broken
    if b"\0" in raw or broken > max(_PAIR + 1, _MOST_BROKEN * beyond) or beyond < _FEW_SIGNS:
        return None
    return Decoded(text.removeprefix("\ufeff"), "utf-8", round(1 - broken / beyond, 2))


def _cut_off(raw: bytes) -> Decoded | None:
    """Return a text in GB 18030 or Big5 that ends within a character, which is replaced; else None."""
    for encoding, weigh in (("gb18030", _by_character(_gb18030)), ("big5hkscs", _by_character(_big5))):
        text = _strictly(raw[:-1], encoding)
        if text is not None and len(text) >= _FEW_SIGNS and weigh(text[:SAMPLE])[1] > _LIKELY:
            remark = Remark(f"the text breaks off within a character ({encoding})", "compare its end with the original")
            return Decoded(f"{text}\ufffd", encoding, 0.9, (remark,))
    return None


def _strictly(raw: bytes, encoding: str) -> str | None:
    if encoding.startswith("utf-16") and len(raw) % 2:
        return None
    if encoding.startswith("utf-16") != bool(is_wide(raw)) and (is_wide(raw) or _is_mostly_ascii(raw)):
        return None
    try:
        text = raw.decode(encoding)
        text.encode()
    except ValueError:
        return None
    return None if "\0" in text else text


def _is_mostly_ascii(raw: bytes) -> bool:
    return len(_PRINTABLE.findall(raw[:SAMPLE])) > _MOSTLY_ASCII * len(raw[:SAMPLE])


def _undecodable(raw: bytes, name: str) -> GioiaError:
    if b"\0" in raw:
        message, remedy = (
            "this is no text (it holds NUL characters)",
            "name its encoding, for instance --encoding utf-16",
        )
        return GioiaError(f"{name}: {message}", remedy=f"name a text file, or {remedy}", exit_code=1)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        message = f"{name}: byte {error.start} is not utf-8, and no other encoding fits"
        return GioiaError(message, remedy=_MIXED, exit_code=1)
    return GioiaError(f"{name}: this is no text", remedy="name a text file", exit_code=1)


def _sigmoid(value: float) -> float:
    return 1 / (1 + math.exp(-max(-60.0, min(60.0, value))))


def _by_character(weight: Callable[[str], float]) -> Callable[[str], tuple[float, float]]:
    """Return the weighing that sums a weight over the characters beyond ASCII; it gives the sum and the mean."""

    def weigh(text: str) -> tuple[float, float]:
        counts = Counter(text)
        total, number = 0.0, 0
        for char, count in counts.items():
            value = weight(char)
            total += value * count
            number += count * (char > "\x7f")
        return total, total / max(number, 1)

    return weigh


def _only_with(
    script: re.Pattern[str], least: float, weigh: Callable[[str], tuple[float, float]]
) -> Callable[[str], tuple[float, float]]:
    """Return the weighing, for texts in which a script has at least a share of the characters beyond ASCII."""

    def weigh_some(text: str) -> tuple[float, float]:
        beyond = sum(char > "\x7f" for char in text)
        return weigh(text) if len(script.findall(text)) >= least * beyond else (-1.0, -1.0)

    return weigh_some


def _ascii(char: str) -> float:
    return -1.0 if char < " " and char not in "\t\n\r\x0b\x0c" else 0.0


def _banded(codec: str, frequent: Collection[str], bands: Sequence[tuple[int, float]]) -> Callable[[str], float]:
    """Return the weight of a character in an encoding of two bytes: by its frequency, else by the band of its first byte.

    A band is its last first byte and its weight; these encodings put frequent characters first and rare ones behind.
    """

    def weight(char: str) -> float:
        if char <= "\x7f":
            return _ascii(char)
        if char in frequent:
            return 1.0
        if char in CJK_MARKS:
            return 0.8
        code = char.encode(codec, "replace")
        return next((value for last, value in bands if code[0] <= last), -1.5) if len(code) == _PAIR else -1.5

    return weight


_HIRAGANA = {chr(code) for code in range(0x3041, 0x3097)}
_KATAKANA = {chr(code) for code in range(0x30A1, 0x30FD)}
_SYLLABLES = frozenset("이다는을에가의고하은로지를기서도한시어나사리아해그자대라들것인수있습니까요으일정게만저여보")
_KANA, _LEAST_KANA = re.compile("[\u3041-\u30ff]"), 0.25
_HANGUL, _LEAST_HANGUL = re.compile("[가-힣]"), 0.7
_HALF_WIDTH = {chr(code) for code in range(0xFF61, 0xFFA0)}
_gb2312 = _banded(
    "gb18030", SIMPLIFIED, ((0xA0, -0.6), (0xA2, -0.2), (0xA3, 0.2), (0xAF, -0.2), (0xD7, 0.5), (0xF7, -0.3))
)
_big5 = _banded("big5hkscs", TRADITIONAL, ((0xA0, -1.0), (0xA3, -0.1), (0xC5, 0.5), (0xC6, 0.0), (0xF9, -0.4)))
_kanji = _banded("cp932", _HIRAGANA | _KATAKANA, ((0x87, -0.1), (0x97, 0.3), (0xEA, -0.5)))


def _gb18030(char: str) -> float:
    """Weigh as GB 2312; what GBK added, with a second byte below A1, is rare."""
    value = _gb2312(char)
    return value if value <= 0 or char <= "\x7f" or char.encode("gb18030")[1] >= _GB2312_TRAIL else -0.6


def _shift_jis(char: str) -> float:
    return -0.4 if char in _HALF_WIDTH else _kanji(char)


def _euc_jp(char: str) -> float:
    """Weigh by kana, for the same bytes are Chinese characters elsewhere, and kana are half of any Japanese text."""
    if char <= "\x7f":
        return _ascii(char)
    if char in _HIRAGANA or char in _KATAKANA or char in CJK_MARKS:
        return 1.1
    return 0.3 if IDEOGRAPH.match(char) and len(char.encode("euc_jp")) == _PAIR else -0.6


def _euc_kr(char: str) -> float:
    """Weigh by the most frequent syllables; a Chinese text would give hanja, which Koreans hardly write, as well."""
    if char <= "\x7f":
        return _ascii(char)
    if char in _SYLLABLES:
        return 1.1
    return 0.6 if "가" <= char <= "힣" else -0.8


def _wide(char: str) -> float:
    if char <= "\x7f":
        return 0.3 if char.isprintable() or char in "\t\r\n" else -1.0
    if char in SIMPLIFIED or char in TRADITIONAL or "\u3041" <= char <= "\u30fc" or char in CJK_MARKS:
        return 1.0
    if char <= "\xff":
        return 0.2
    if IDEOGRAPH.match(char):
        return max(0.0, _gb18030(char), _big5(char)) if char <= "\u9fff" else -1.0
    return -1.0 if unicodedata.category(char)[0] == "C" else -0.5


_WESTERN_LETTERS = dict.fromkeys("éèàçùâêîôûëïüöäßñáíóúåæøãõìòœ", 0.9)
"""Letters that Western languages write often; others show a code page of the East."""
_HIGH = re.compile("[^\x00-\x7f]+")


def _windows_1252(text: str) -> tuple[float, float]:
    """Weigh a Western text: its accented letters stand alone between ASCII letters, its marks beside spaces and words."""
    total, number = sum(map(_ascii, set(text))), 0
    for match in _HIGH.finditer(text):
        run = match.group()
        number += len(run)
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        beside = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
        if len(run) > 1:
            total += _run_weight(run, beside=beside)
        elif run.isalpha():
            total += (
                (_WESTERN_LETTERS.get(run.lower(), -0.4) if not (run.isupper() and before.islower()) else 0.1)
                if beside
                else (0.2 if run in "àéèáóúÀÉ" else -0.2)
            )
        else:
            total += 0.7 if run in "‘’“”–—…«»€£§°©®·•¿¡™´\xa0" else -0.2
    return total, total / max(number, 1)


def _run_weight(run: str, *, beside: bool) -> float:
    """Return the weight of several signs in a row: a closing mark after an accented letter passes, much else does not."""
    if len(run) == _PAIR and beside and (run[0].isalpha() and run.islower()):
        return 0.2
    marks = sum(char in "‘’“”–—…«»\xa0¿¡" for char in run)
    return 0.7 * len(run) if marks >= len(run) - 1 and len(run) <= _LONGEST_RUN else -0.7 * len(run)


_CANDIDATES: tuple[tuple[tuple[str, ...], Callable[[str], tuple[float, float]]], ...] = (
    (("gb18030",), _by_character(_gb18030)),
    (("big5hkscs", "cp950"), _by_character(_big5)),
    (("shift_jis", "cp932"), _by_character(_shift_jis)),
    (("euc_jp",), _only_with(_KANA, _LEAST_KANA, _by_character(_euc_jp))),
    (("euc_kr", "cp949"), _only_with(_HANGUL, _LEAST_HANGUL, _by_character(_euc_kr))),
    (("windows-1252",), _windows_1252),
    (("utf-16-le",), _by_character(_wide)),
    (("utf-16-be",), _by_character(_wide)),
)
