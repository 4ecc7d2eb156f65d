"""PDF files written by hand, stream by stream, so that a test shows where its words stand."""

from __future__ import annotations

from collections.abc import Sequence

HELVETICA = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
SONG = (
    "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{}/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
    "/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering({})/Supplement 2>>/DW 1000/FontDescriptor"
    "<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/ItalicAngle 0/Ascent 880/Descent -120/StemV 80"
    "/FontBBox[0 -120 1000 880]/CapHeight 700>>>>]>>"
)
LINE = 14
WIDE = "Researchers gather what informants say and keep the words that they used there"


def file_of(*streams: str, font: str = SONG.format("UniGB-UTF16-H", "GB1")) -> bytes:
    """Return a PDF with a page for each content stream; /L is Helvetica, /C a Chinese font or the one that is given."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(count))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {count}/Kids[{kids}]>>",
        f"<</Font<</L {HELVETICA}/C {font}>>/XObject<<>>>>",
    ]
    for number, stream in enumerate(streams):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 3 0 R/Contents {5 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(stream.encode('latin-1'))}>>stream\n{stream}\nendstream")
    raw = b"%PDF-1.7\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(raw))
        raw += f"{number} 0 obj{text}endobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    trailer = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
    return raw + f"{trailer}\nstartxref\n{len(raw)}\n%%EOF".encode("latin-1")


def at(left: float, bottom: float, text: str, size: float = 10) -> str:
    if text.isascii():
        escaped = text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        return f"BT /L {size} Tf {left} {bottom} Td ({escaped}) Tj ET\n"
    return f"BT /C {size} Tf {left} {bottom} Td <{text.encode('utf-16-be').hex()}> Tj ET\n"


def column(lines: Sequence[str], left: float = 60, top: float = 700) -> str:
    return "".join(at(left, top - LINE * number, line) for number, line in enumerate(lines))
