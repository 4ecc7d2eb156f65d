"""Values in a page: JSON that HTML leaves alone, compressed where there is much."""

from __future__ import annotations

import base64
import json
import random
import re
import zlib

from hypothesis import given
from hypothesis import strategies as st

from gioia.report.packing import Packed, json_text, packed

SOME_TEXT = st.text(st.characters()) | st.sampled_from(["</script>", "<!--", "\ud800", "\u2028", "]]>", "&amp;"])


def unpacked(block: Packed) -> list[object]:
    """Read a block as the page does: base64, deflate, ranks, signs, JSON."""
    content = json.loads(block.content)
    if block.form == "plain":
        return content
    return [
        json.loads(spelt(zlib.decompress(base64.b64decode(piece), -15), content["signs"]))
        for piece in content["pieces"]
    ]


def spelt(raw: bytes, signs: str) -> str:
    found, left = [], iter(raw)
    for first in left:
        if first < 192:
            found.append(signs[first])
        elif first < 255:
            found.append(signs[192 + (first - 192) * 256 + next(left)])
        else:
            found.append(chr(next(left) << 16 | next(left) << 8 | next(left)))
    return "".join(found)


@given(SOME_TEXT)
def test_a_text_comes_back_and_nothing_in_it_means_anything_to_html(text):
    written = json_text({"text": text})
    assert json.loads(written) == {"text": re.sub("[\ud800-\udfff]", "\ufffd", text)}
    assert not set("<>&\u2028\u2029") & set(written)
    assert written.encode()


def test_little_stays_readable_and_much_is_compressed():
    assert packed(["值班", "<b>"]) == Packed("plain", '["值班","\\u003cb\\u003e"]')
    large = packed([["值班"] * 9, "书屋"], much=10)
    assert large.form == "ranks"
    assert unpacked(large) == [["值班"] * 9, "书屋"]
    assert json.loads(large.content)["signs"].startswith('"')


def test_signs_beyond_the_ranks_come_back_too():
    signs = "".join(chr(0x3400 + place) for place in range(20_000)) + "🙂𠮷"
    assert unpacked(packed([signs, "🙂" * 5], much=10)) == [signs, "🙂" * 5]


def test_chinese_takes_less_than_in_utf_8():
    chance = random.Random(3)  # noqa: S311 - any text
    text = "".join(
        chance.choices(
            [chr(0x4E00 + 5 * rank) for rank in range(900)], [1 / (rank + 9) for rank in range(900)], k=20_000
        )
    )
    block = packed([text], much=10)
    assert len(block.content) < len(base64.b64encode(zlib.compress(text.encode(), 9))) * 0.8


def test_a_block_is_the_same_every_time():
    assert packed(["一二三" * 99], much=10) == packed(["一二三" * 99], much=10)
