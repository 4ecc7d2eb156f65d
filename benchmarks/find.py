"""How long a search takes: `gioia find` of a literal beside `rg -F -o` of the same literal on the same files.

The study is generated: 10,000 documents, together over 100 MB, of Chinese words with the frequencies of Zipf's law, mixed with
Latin words, numbers, punctuation and line ends. Both run as whole processes and write to a file. What is looked for: a name
that stands in eleven documents, one that stands nowhere, a frequent word, the rare one among the documents of one source, and
a Latin word; the frequent word as JSON and as CSV too, beside its text form, of which they know the speaker, page and codings
besides. A hit costs `gioia find` its line in the concordance, so that the ratio grows with the number of hits.
"""

from __future__ import annotations

import compileall
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import gioia
from benchmarks.ratios import ratio
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.register import Document

AIM = 4.0
AIM_OF_FORMATS = 2.0
ROUNDS = 9
DOCUMENTS = 10_000
WORDS = 1_400
RARE = "橙屋书架"
FREQUENT = "书架"
LATIN = "bookshelf"

_STUDY = "study: generated\nlanguage: zh\ncodebook: codebook.yaml\nsources:\n  - source: F1\n  - source: G1\n"


def main() -> None:
    """Print the ratios."""
    searcher = shutil.which("rg")
    if searcher is None:
        print("gioia find: ripgrep is not installed, nothing was measured")
        return
    compileall.compile_dir(Path(gioia.__file__).parent, quiet=1)
    program = shutil.which("gioia", path=str(Path(sys.executable).parent)) or "gioia"
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        generate(root)
        texts = str(root / "sources")
        for name, words, more, below in (
            ("a rare word", RARE, (), ""),
            ("a word that stands nowhere", "无此一词", (), ""),
            ("a rare word in one source", RARE, ("--source", "F1"), "F1"),
            ("a frequent word", FREQUENT, (), ""),
            ("a Latin word", LATIN, (), ""),
        ):
            out = Path(folder) / "out"
            ours = _writing([program, "find", words, str(root), *more], out)
            other = _writing([searcher, "-F", "-o", words, str(Path(texts) / below)], out)
            other()
            hits = out.read_bytes().count(b"\n")
            ratio(f"gioia find, {name}, {hits:,} hits", ours, other, rounds=ROUNDS, aim=AIM)
        text = [program, "find", FREQUENT, str(root)]
        for form in ("json", "csv"):
            ours, other = _writing([*text, "--format", form], out), _writing(text, out)
            ratio(f"gioia find, as {form} beside text", ours, other, rounds=ROUNDS, aim=AIM_OF_FORMATS)


def generate(root: Path) -> None:
    """Write the study."""
    chance = random.Random(1)  # noqa: S311 - the same study every time
    words = [
        "".join(chr(chance.randrange(0x4E00, 0x9000)) for _ in range(length)) for length in (1, 2, 2, 2, 3, 4) * 1400
    ]
    words[40:40] = [FREQUENT, LATIN, "的", "我们", "ＡＰＰ", "2015", "user"]
    shares = [1 / (rank + 10) for rank in range(len(words))]
    ends = ["", "", "", "", "", "", "，", "，", " ", "。", "。\n"]
    root.mkdir(parents=True)
    (root / "study.yaml").write_text(_STUDY, encoding="utf-8")
    (root / "codebook.yaml").write_text("ungrouped:\n  - concept: one\n", encoding="utf-8")
    documents = {}
    for number in range(DOCUMENTS):
        source = "FG"[number % 2] + "1"
        name = f"{source}/{number:05d}.txt"
        said = chance.choices(words, shares, k=WORDS)
        text = "".join(map("".join, zip(said, chance.choices(ends, k=WORDS), strict=True)))
        if number % (DOCUMENTS // 11) == 0:
            text = f"{text[:500]}{RARE}{text[500:]}"
        documents[name] = Document(name=name, source=source, sha256=text_sha256(text))
        path = document_path(root, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (root / REGISTER).write_bytes(encode_register(documents))


def _writing(words: Sequence[str], out: Path) -> Callable[[], object]:
    """Return a function that runs the command as a whole process, with its output in a file; no hit is no failure."""

    def run() -> None:
        with out.open("wb") as file:
            done = subprocess.run(words, stdout=file, stderr=subprocess.DEVNULL, check=False)
        if done.returncode not in {0, 1}:
            raise SystemExit(f"{words[0]} failed")

    return run


if __name__ == "__main__":
    main()
