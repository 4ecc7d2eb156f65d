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
from gioia.sources.readers.kinds import is_wide

SIMPLIFIED = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种"
    "事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日者意无力它与长把机十民第公"
    "此已工使情明性知全三又关点正业外将两高间由问很最重并物手应向头文体政美相见被利什二等产或新己制身果加西月话合回特代"
    "内信表化老给世位次度门任常先通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活更别打女变四总何电数安少报"
    "才结反受目太量再感建务做接必场件计管期市直资命金指许统区保至形社便空决治展科司五基书非则听却界达光放强即像难且权思"
    "完设式色路记品住告类求据程北边该交规万取觉术领共确传师观清今切院让识带导争运吧呢吗啊您客户单卖店钱牛奶访谈者受团队"
    "你好谢谢年轻创始营销网吃喝买货样候每块跟刚怎哪请爱习惯觉服务"
)
TRADITIONAL = frozenset(
    "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種"
    "事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日者意無力它與長把機十民第公"
    "此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應向頭文體政美相見被利什二等產或新己制身果加西月話合回特代"
    "內信表化老給世位次度門任常先通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活更別打女變四總何電數安少報"
    "才結反受目太量再感建務做接必場件計管期市直資命金指許統區保至形社便空決治展科司五基書非則聽卻界達光放強即像難且權思"
    "完設式色路記品住告類求據程北邊該交規萬取覺術領共確傳師觀清今切院讓識帶導爭運吧呢嗎啊您客戶單賣店錢牛奶訪談者受團隊"
    "你好謝謝年輕創始營銷網吃喝買貨樣候每塊跟剛怎哪請愛習慣覺服務"
)
CJK_MARKS = frozenset("，。、：；？！“”‘’（）《》「」『』【】…—·～")
SURE = 0.95
"""From this confidence on a guess needs no remark."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 40_000
_LEAST_CJK = 20
_LEAST_FREQUENT = 0.1
_STEEPNESS = 0.9
_PAIR = 2
_GB2312_TRAIL = 0xA1
_LEAST_KANA = 0.05
_LONGEST_RUN = 3
_PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]")
_KANA = re.compile("[\u3041-\u30ff]")


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
        remedy = "add a text file, or name its encoding, for instance --encoding utf-16"
        raise GioiaError(f"{name}: this is no text (it holds NUL characters)", remedy=remedy, exit_code=1)
    return _without_surrogates(text.removeprefix("\ufeff"), name, used)


def marked(raw: bytes) -> str:
    """Return the encoding that the byte order mark tells, empty where there is none."""
    return next((found for mark, found in _MARKS if raw.startswith(mark)), "")


def doubts(text: str) -> tuple[Remark, ...]:
    """Return the remarks about a text that looks as if it was decoded wrongly."""
    remarks = []
    strange = _PRIVATE.findall(text)
    if strange:
        place = text.count("\n", 0, text.index(strange[0])) + 1
        message = f"{len(strange)} replacement or private-use characters, the first in line {place}"
        remarks.append(
            Remark(message, "compare with the original; if it is garbled, name its encoding with --encoding")
        )
    few = rare_chinese(text)
    if few:
        message = f"of {few[0]} Chinese characters only {few[1]} are frequent ones: the text may be garbled"
        remarks.append(
            Remark(message, "compare with the original; if it is garbled, name its encoding with --encoding")
        )
    return tuple(remarks)


def rare_chinese(text: str) -> tuple[int, int] | None:
    """Return how many Chinese characters a text holds and how many of them are frequent, if these are strangely few."""
    sample = text[:_SAMPLE]
    ideographs = _IDEOGRAPH.findall(sample)
    frequent = sum(char in SIMPLIFIED or char in TRADITIONAL for char in ideographs)
    japanese = len(_KANA.findall(sample)) > _LEAST_KANA * len(ideographs)
    is_strange = len(ideographs) >= _LEAST_CJK and frequent < _LEAST_FREQUENT * len(ideographs) and not japanese
    return (len(ideographs), frequent) if is_strange else None


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


def _guess(raw: bytes, name: str) -> Decoded:
    candidates: list[tuple[float, float, str, str]] = []
    for codec_names, weigh in _CANDIDATES:
        for encoding in codec_names:
            text = _strictly(raw, encoding)
            if text is None:
                continue
            total, mean = weigh(text[:_SAMPLE])
            candidates.append((total, mean, encoding, text))
            break
    candidates.sort(key=lambda candidate: candidate[0], reverse=True)
    if not candidates or candidates[0][1] <= 0:
        raise _undecodable(raw, name)
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


def _strictly(raw: bytes, encoding: str) -> str | None:
    if encoding.startswith("utf-16") and len(raw) % 2:
        return None
    if not encoding.startswith("utf-16") and is_wide(raw):
        return None
    try:
        text = raw.decode(encoding)
        text.encode()
    except ValueError:
        return None
    return None if "\0" in text else text


def _undecodable(raw: bytes, name: str) -> GioiaError:
    if b"\0" in raw:
        message, remedy = (
            "this is no text (it holds NUL characters)",
            "name its encoding, for instance --encoding utf-16",
        )
        return GioiaError(f"{name}: {message}", remedy=f"add a text file, or {remedy}", exit_code=1)
    try:
        raw.decode()
    except UnicodeDecodeError as error:
        remedy = "name its encoding, for instance --encoding gb18030"
        message = f"{name}: byte {error.start} is not utf-8, and no other encoding fits"
        return GioiaError(message, remedy=remedy, exit_code=1)
    return GioiaError(f"{name}: this is no text", remedy="add a text file", exit_code=1)


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


def _wide(char: str) -> float:
    if char <= "\x7f":
        return 0.3 if char.isprintable() or char in "\t\r\n" else -1.0
    if char in SIMPLIFIED or char in TRADITIONAL or "\u3041" <= char <= "\u30fc" or char in CJK_MARKS:
        return 1.0
    if char <= "\xff":
        return 0.2
    if _IDEOGRAPH.match(char):
        return max(0.0, _gb18030(char), _big5(char)) if char <= "\u9fff" else -1.0
    return -1.0 if unicodedata.category(char)[0] == "C" else -0.5


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
                (0.1 if run.isupper() and before.islower() else 0.9) if beside else 0.2 if run in "àéèáóúÀÉ" else -0.2
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
    (("windows-1252",), _windows_1252),
    (("utf-16-le",), _by_character(_wide)),
    (("utf-16-be",), _by_character(_wide)),
)
