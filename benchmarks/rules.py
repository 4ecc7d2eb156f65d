"""How fast the rules are applied: 1,000 indicators over 100 MB, beside the automaton alone on the same words and text.

The text is 1,000 documents of 100 kB, three fifths of it Chinese and the rest English: words of skewed frequency in sentences
of 5 to 25, a comma or colon after one in eight, and paragraphs of 1 to 8 sentences. Of the indicators 700 are Chinese
words of 2 to 4 characters and 300 English ones of 4 to 10 letters, in 30 concepts. They are drawn from the more frequent words
so that the automaton finds one in about 300 characters, and once more from rarer ones, one in about 1,000; nearly every hit
is a coding. Both densities are printed.

The other side is `find_matches_as_indexes` of ahocorasick_rs with overlaps, built as it is by default and as a table, which is
twice as fast: it lists places and does nothing else. Ours folds the text, lists places with the automaton as a table, keeps
whole words, finds turns and paragraphs, cuts sentences and makes the codings. Then come the memory that this takes and
the time of `gioia apply` as a whole, from a study on disk and back to it.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from itertools import accumulate
from pathlib import Path

from ahocorasick_rs import AhoCorasick, Implementation

from benchmarks.ratios import ratio
from gioia.codebook.records import Codebook, Concept, Indicator
from gioia.codings.indicators import apply_indicators
from gioia.sources.documents import REGISTER, document_path, encode_register, text_sha256
from gioia.sources.register import Document

AIM = 2.0
ROUNDS = 3
DOCUMENTS = 1000
SIZE = 100_000
CONCEPTS = 30
DENSITIES = (300, 1000)
SAMPLE = 20
KNOWN = 60_000
SENTENCES = 20_000


class Maker:
    """Makes the text and the indicators, the same ones every time."""

    def __init__(self) -> None:
        self.chance = random.Random(5)  # noqa: S311 - the same text every time
        characters = [chr(0x4E00 + place) for place in range(3000)]
        self.words = {
            "chinese": self._words(characters, (1, 2, 2, 2, 2, 3, 4)),
            "english": self._words(list("etaoinshrdlucmfwypvbgkjqxz"), (2, 3, 3, 4, 5, 6, 7, 8, 9, 10)),
        }
        self.sentences = {
            "chinese": self._sentences("chinese", "", "，，，，，，、、：", ("。", "。", "！", "？", "……")),
            "english": self._sentences("english", " ", ",,,,,,,;:", (".", ".", ".", "!", "?")),
        }

    def _words(self, letters: list[str], lengths: tuple[int, ...]) -> list[str]:
        weights = list(accumulate(1 / (rank + 200) for rank in range(len(letters))))
        made = ("".join(self._drawn(letters, weights, self.chance.choice(lengths))) for _ in range(KNOWN))
        return list(dict.fromkeys(made))

    def _sentences(self, language: str, between: str, marks: str, ends: tuple[str, ...]) -> list[str]:
        """Return sentences with a mark after one word in eight."""
        known = self.words[language]
        weights = list(accumulate(1 / (rank + 10) for rank in range(len(known))))
        drawn = (self._drawn(known, weights, self.chance.randint(5, 25)) for _ in range(SENTENCES))
        marked = (
            between.join(word + (self.chance.choice(marks) if self.chance.random() < 1 / 8 else "") for word in words)
            for words in drawn
        )
        return [words.capitalize().rstrip(marks) + self.chance.choice(ends) for words in marked]

    def _drawn(self, choices: list[str], weights: list[float], count: int) -> list[str]:
        return self.chance.choices(choices, cum_weights=weights, k=count)

    def text(self) -> str:
        """Return a text of at least `SIZE` bytes, a paragraph a line."""
        paragraphs: list[str] = []
        size = 0
        while size < SIZE:
            language = "chinese" if self.chance.random() < 0.6 else "english"  # noqa: PLR2004
            drawn = self.chance.choices(self.sentences[language], k=self.chance.randint(1, 8))
            paragraphs.append((" " if language == "english" else "").join(drawn))
            size += len(paragraphs[-1].encode()) + 1
        return "\n".join(paragraphs)

    def indicators(self, texts: list[str], every: int) -> list[str]:
        """Return words of which the texts have one in about `every` characters, or rarer ones."""
        first = 0
        while True:
            drawn = self._some("chinese", 2, 700, first) + self._some("english", 4, 300, first)
            characters = sum(map(len, texts))
            if characters >= every * sum(len(hits) for hits in map(finder(drawn), texts)):
                return drawn
            first += 500

    def _some(self, language: str, shortest: int, count: int, first: int) -> list[str]:
        """Return so many words, drawn from twice as many that begin at the `first` most frequent one."""
        known = [word for word in self.words[language] if len(word) >= shortest]
        return self.chance.sample(known[first : first + 2 * count], count)


def finder(
    words: list[str], implementation: Implementation | None = None
) -> Callable[[str], list[tuple[int, int, int]]]:
    """Return the automaton alone: a function that lists the places of the words in a text."""
    automaton = AhoCorasick(words, implementation=implementation)
    return lambda text: automaton.find_matches_as_indexes(text, overlapping=True)


def codebook(words: list[str]) -> Codebook:
    """Return a codebook of `CONCEPTS` concepts, each with its share of the words as indicators."""
    shares = (tuple(map(Indicator, words[number::CONCEPTS])) for number in range(CONCEPTS))
    return Codebook(ungrouped=tuple(Concept(f"概念{number}", indicators=share) for number, share in enumerate(shares)))


def main() -> None:
    """Print the ratios for both densities, the memory, and how long the command takes."""
    maker = Maker()
    documents = [_document(number, maker.text()) for number in range(DOCUMENTS)]
    for every in DENSITIES:
        words = maker.indicators([document.text for document in documents[:SAMPLE]], every)
        _ratios(words, documents)
    print(_memory(codebook(words), documents))
    print(_command(codebook(words), documents))


def _document(number: int, text: str) -> Document:
    return Document(name=f"F1/{number:04d}.txt", source="F1", text=text, sha256=text_sha256(text))


def _ratios(words: list[str], documents: list[Document]) -> None:
    book, by_default, as_table = codebook(words), finder(words), finder(words, Implementation.DFA)
    characters = sum(len(document.text) for document in documents)
    hits = sum(len(by_default(document.text)) for document in documents)
    codings = len(apply_indicators(book, documents, ""))
    print(f"{characters:,} characters, a hit in {characters / hits:.0f}, a coding in {characters / codings:.0f}")

    def ours() -> object:
        return apply_indicators(book, documents, "")

    def alone() -> object:
        return [len(by_default(document.text)) for document in documents]

    def table_alone() -> object:
        return [len(as_table(document.text)) for document in documents]

    ratio("rules beside the automaton", ours, alone, rounds=ROUNDS, aim=AIM)
    ratio("rules beside the automaton as a table", ours, table_alone, rounds=ROUNDS, aim=AIM)


def _memory(book: Codebook, documents: list[Document]) -> str:
    """Return what the rules need beside the codings that they find, as documents come one by one."""
    largest = max(len(document.text.encode("utf-32-le")) for document in documents)

    def made_anew() -> Iterator[Document]:
        for document in documents[:100]:
            yield _document(0, "".join(list(document.text)))

    apply_indicators(book, documents[:1], "")
    tracemalloc.start()
    codings = apply_indicators(book, made_anew(), "")
    kept, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (
        f"memory beside {len(codings):,} codings of 100 documents: {(peak - kept) / 1e6:.1f} MB; "
        f"the largest document takes {largest / 1e6:.2f} MB at four bytes a character"
    )


def _command(book: Codebook, documents: list[Document]) -> str:
    """Return how long `gioia apply` takes on a study of these documents, and loading it alone."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        _write(root, book, documents)
        program = shutil.which("gioia", path=str(Path(sys.executable).parent)) or "gioia"
        seconds = []
        for word in ("check", "apply", "apply"):
            begun = time.perf_counter()
            # That no concept is coded yet is a finding of the check, and of no interest here.
            subprocess.run([program, word, str(root)], capture_output=True, check=word == "apply")
            seconds.append(time.perf_counter() - begun)
    return f"gioia apply: {seconds[1]:.1f} s the first time, {seconds[2]:.1f} s again; gioia check before: {seconds[0]:.1f} s"


def _write(root: Path, book: Codebook, documents: list[Document]) -> None:
    concepts = "".join(
        f"  - concept: {concept.name}\n    indicators: [{', '.join(repr(one.word) for one in concept.indicators)}]\n"
        for concept in book.ungrouped
    )
    study = "study: generated\nlanguage: zh\ncodebook: codebook.yaml\nsources:\n  - source: F1\n"
    (root / "study.yaml").write_text(study, encoding="utf-8")
    (root / "codebook.yaml").write_text(f"ungrouped:\n{concepts}", encoding="utf-8")
    for document in documents:
        path = document_path(root, document.name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.text.encode())
    (root / REGISTER).write_bytes(encode_register({document.name: document for document in documents}))


if __name__ == "__main__":
    main()
