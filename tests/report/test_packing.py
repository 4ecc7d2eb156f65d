"""Values in a page: JSON that HTML leaves alone, compressed where there is much."""

from __future__ import annotations

import base64
import json
import re
import zlib

from hypothesis import given
from hypothesis import strategies as st

from gioia.report.packing import json_text, packed, packed_each

SOME_TEXT = st.text(st.characters()) | st.sampled_from(["</script>", "<!--", "\ud800", "\u2028", "]]>", "&amp;"])


def unpacked(content: str) -> str:
    return zlib.decompress(base64.b64decode(json.loads(content)), -15).decode()


@given(SOME_TEXT)
def test_a_text_comes_back_and_nothing_in_it_means_anything_to_html(text):
    written = json_text({"text": text})
    assert json.loads(written) == {"text": re.sub("[\ud800-\udfff]", "\ufffd", text)}
    assert not set("<>&\u2028\u2029") & set(written)
    assert written.encode()


def test_little_stays_readable_and_much_is_compressed():
    assert packed(["值班"]).content == '["值班"]'
    large = packed(["值班"] * 9, much=10)
    assert large.form == "deflate"
    assert json.loads(unpacked(large.content)) == ["值班"] * 9


def test_texts_are_compressed_one_by_one():
    both = packed_each(["书屋" * 50, "店"], much=10)
    assert [json.loads(unpacked(json.dumps(piece))) for piece in json.loads(both.content)] == ["书屋" * 50, "店"]
    assert json.loads(packed_each(["a", "<b>"]).content) == ["a", "<b>"]
