"""What looks like a text that was decoded wrongly, by us or by a program that had it before.

Such a text holds characters that stand for none, or Chinese characters that hardly anyone writes, or letters with accents
one after the other that are Chinese if their bytes are read as such.
"""

from __future__ import annotations

import re

from gioia.sources.readers import Remark

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
SAMPLE = 40_000
"""So many characters at the beginning of a text are enough to weigh it."""
IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002ffff]")

_LEAST_CJK = 20
_LEAST_FREQUENT = 0.1
_LEAST_KANA = 0.05
_LEAST_MISREAD = 8
_MOSTLY = 0.3
_SHOWN = 12
PRIVATE = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010ffff\x01-\x08\x0e-\x1f]")
"""A character that stands for none: it replaces one, is a font's own, or controls a device."""
_KANA = re.compile("[\u3041-\u30ff]")

_BYTE_OF = {chr(byte): byte for byte in range(256)}
_BYTE_OF |= {bytes([byte]).decode("cp1252"): byte for byte in range(128, 160) if byte not in {129, 141, 143, 144, 157}}


def doubts(text: str) -> tuple[Remark, ...]:
    """Return the remarks about a text that looks as if it was decoded wrongly."""
    remarks = []
    strange = PRIVATE.findall(text)
    if strange:
        place = text.count("\n", 0, text.index(strange[0])) + 1
        message = f"{len(strange)} replacement, private-use or control characters, the first in line {place}"
        remarks.append(
            Remark(message, "compare with the original; if it is garbled, name its encoding with --encoding")
        )
    few = rare_chinese(text)
    if few:
        message = f"of {few[0]} Chinese characters only {few[1]} are frequent ones: the text may be garbled"
        remarks.append(
            Remark(message, "compare with the original; if it is garbled, name its encoding with --encoding")
        )
    right = misread(text)
    if right:
        message = f"the text may be garbled: taken for {right[0]} it would begin with {right[1]}"
        remarks.append(
            Remark(message, "compare with the original; save it anew as UTF-8 from a program that shows it right")
        )
    return tuple(remarks)


def rare_chinese(text: str) -> tuple[int, int] | None:
    """Return how many Chinese characters a text holds and how many of them are frequent, if these are strangely few."""
    sample = text[:SAMPLE]
    ideographs = IDEOGRAPH.findall(sample)
    frequent = sum(char in SIMPLIFIED or char in TRADITIONAL for char in ideographs)
    japanese = len(_KANA.findall(sample)) > _LEAST_KANA * len(ideographs)
    is_strange = len(ideographs) >= _LEAST_CJK and frequent < _LEAST_FREQUENT * len(ideographs) and not japanese
    return (len(ideographs), frequent) if is_strange else None


def misread(text: str) -> tuple[str, str] | None:
    """Return an encoding and the words with which a text begins in it, where its letters are bytes of Chinese characters."""
    sample = text[:SAMPLE]
    if sum("\x7f" < character <= "\xff" for character in sample) < _LEAST_MISREAD:
        return None
    raw = bytes(_BYTE_OF.get(character, 63) for character in sample)
    for encoding in ("utf-8", "gb18030", "big5"):
        found = raw.decode(encoding, "ignore")
        ideographs = IDEOGRAPH.findall(found)
        frequent = sum(char in SIMPLIFIED or char in TRADITIONAL for char in ideographs)
        if len(ideographs) >= _LEAST_MISREAD / 2 and frequent >= _MOSTLY * len(ideographs):
            return encoding, f"“{' '.join(found.split())[:_SHOWN]}”"
    return None
