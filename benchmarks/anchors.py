"""How surely and how fast quotations are located: 1,000 of them, changed in five ways, in 10 MB of Chinese text.

The text is generated with the frequencies of a skewed alphabet and punctuated every few characters; 200 quotations each are
taken to the letter, with other width and punctuation and with breaks, with 3 % and 10 % wrong characters, and with a marked
omission; 200 more come from a text of the same kind that is not in the corpus. A span is right when both its ends are within
two characters of the true ones. Printed are the shares, the time of a quotation after indexing, and that of the index.
"""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Callable

from msgspec import Struct

from gioia.codings.anchors import Passage, locate
from gioia.codings.grams import indexed

LENGTH = 3_300_000
DOCUMENTS = 10
EACH = 200
NEAR = 2


class Sample(Struct, frozen=True):
    """A quotation, how it was changed, and where it came from."""

    kind: str
    quotation: str
    document: str
    start: int
    end: int


class Maker:
    """Makes the corpus and the quotations, the same ones every time."""

    def __init__(self) -> None:
        self.chance = random.Random(7)  # noqa: S311 - the same corpus every time
        self.alphabet = [chr(0x4E00 + place) for place in range(3000)]
        self.chance.shuffle(self.alphabet)
        self.weights = [1 / (rank + 5) for rank in range(3000)]

    def text(self, length: int) -> str:
        """Return a text with a punctuation mark every 6 to 25 characters."""
        body = self.chance.choices(self.alphabet, self.weights, k=length)
        at = self.chance.randint(6, 25)
        while at < length:
            body[at] = self.chance.choice("，，，。、；：")
            at += self.chance.randint(6, 25)
        return "".join(body)

    def widened(self, quotation: str) -> str:
        """Return the quotation with other punctuation and with spaces and breaks inside."""
        others = {"，": ",、", "；": ";", "、": "，", "：": ":", "。": "."}
        return "".join(
            (self.chance.choice(" \n") if self.chance.random() < 0.15 else "") + self.chance.choice(others.get(c, c))  # noqa: PLR2004
            for c in quotation
        )

    def garbled(self, quotation: str, share: float) -> str:
        """Return the quotation with that share of wrong characters."""
        return "".join(
            self.chance.choice(self.alphabet[:800]) if self.chance.random() < share else c for c in quotation
        )


def main() -> None:
    """Print the figures."""
    maker = Maker()
    corpus = {f"F1/{number}.txt": maker.text(LENGTH // DOCUMENTS) for number in range(DOCUMENTS)}
    samples = _samples(maker, corpus)
    absent = [maker.text(150)[: maker.chance.randint(15, 120)] for _ in range(EACH)]
    begun = time.perf_counter()
    index = indexed(corpus)
    print(
        f"index of {sum(len(text.encode()) for text in corpus.values()) / 1e6:.1f} MB: {time.perf_counter() - begun:.2f} s"
    )
    begun = time.perf_counter()
    right = Counter(sample.kind for sample in samples if _is_right(sample, locate(index, sample.quotation)))
    each = (time.perf_counter() - begun) / len(samples)
    print(
        f"found right: {sum(right.values()) / len(samples):.1%} of {len(samples)} ({dict(right)}); {each * 1000:.2f} ms each"
    )
    found = sum(bool(locate(index, quotation)) for quotation in absent)
    print(f"found of {EACH} that are not in the text: {found}")


def _samples(maker: Maker, corpus: dict[str, str]) -> list[Sample]:
    changes: dict[str, Callable[[str], str]] = {
        "exact": lambda quotation: quotation,
        "widened": maker.widened,
        "3 % wrong": lambda quotation: maker.garbled(quotation, 0.03),
        "10 % wrong": lambda quotation: maker.garbled(quotation, 0.10),
    }
    samples = []
    for kind, change in changes.items():
        for _ in range(EACH):
            name, text = maker.chance.choice(list(corpus.items()))
            length = maker.chance.randint(15, 120)
            start = maker.chance.randrange(len(text) - length)
            quotation = change(text[start : start + length])
            samples.append(Sample(kind, quotation, name, start, start + length))
    for _ in range(EACH):
        name, text = maker.chance.choice(list(corpus.items()))
        first, left_out, second = (maker.chance.randint(*bounds) for bounds in ((10, 40), (5, 80), (10, 40)))
        start = maker.chance.randrange(len(text) - first - left_out - second)
        later = start + first + left_out
        mark = maker.chance.choice(["……", "[...]", "…"])
        quotation = text[start : start + first] + mark + text[later : later + second]
        samples.append(Sample("omission", quotation, name, start, later + second))
    return samples


def _is_right(sample: Sample, found: tuple[Passage, ...]) -> bool:
    """Tell whether one place was found, and that it is the true one within `NEAR` characters."""
    if len(found) != 1:
        return False
    (place,) = found
    return (
        place.document == sample.document
        and abs(place.start - sample.start) <= NEAR
        and abs(place.end - sample.end) <= NEAR
    )


if __name__ == "__main__":
    main()
