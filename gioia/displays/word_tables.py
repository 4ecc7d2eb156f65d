"""The words of a study counted: how often, in which of its parts more than in the others, and in whose company.

What is counted are the words said: the label of a turn is none. Stop words are left out of the lists, and count in the sizes
that shares are taken of and in the distance between words. The study's own dictionary and stop words stand in study.yaml.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct, structs

from gioia.displays.filtered import filtered_segments
from gioia.displays.surroundings import Surroundings
from gioia.errors import GioiaError
from gioia.findings import suggestion
from gioia.sources.association import log_likelihood, log_ratio
from gioia.sources.normal import folded
from gioia.sources.register import Document, category_code
from gioia.sources.segments import Segment
from gioia.sources.stopwords import default_stopwords
from gioia.sources.word_counts import Collocate, by_group, collocates, word_counter
from gioia.study.record import Study
from gioia.study.sealed import refuse_sealed
from gioia.study.searching import Filters

if TYPE_CHECKING:
    import pandas as pd

Part = Literal["category", "source", "stage", "speaker"]
PARTS = get_args(Part)
PER = 1000
"""Shares are given for so many words."""
WINDOW = 5
"""How many words on each side of a word are near it, where nothing else is asked for."""


class Count(Struct, frozen=True):
    """A word: how often it stands, for how many of a thousand words that is, and in how many documents."""

    word: str
    count: int
    per_1000: float
    documents: int


class Key(Struct, frozen=True):
    """A word in one group of the study beside all the other groups together, the rest.

    `g2` is the log-likelihood, `log_ratio` its size of effect; each is None where it is undefined.
    """

    group: str
    word: str
    count: int
    rest: int
    per_1000: float | None
    rest_per_1000: float | None
    g2: float | None
    log_ratio: float | None


class Group(Struct, frozen=True):
    """One group: how many words it has, how many the rest has, and its words, those that mark it most first."""

    name: str
    words: int
    rest: int
    keys: tuple[Key, ...]


def frequencies(study: Study, filters: Filters | None = None) -> list[Count]:
    """Return the words of the segments that are asked for, all of them by default, but for stop words, the most frequent first.

    Here and below, `filters` are of sources, stage and speaker; GioiaError is raised, with the nearest name, for one that the
    study does not have.
    """
    words_of, stopped = word_counter(study.dictionary), _stopwords(study)
    counts: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for _, segments_of_one in groupby(_wanted(study, filters), key=lambda one: one[0].name):
        inside = Counter(word for one in segments_of_one for word in words_of(_said(*one)))
        counts.update(inside)
        documents.update(inside.keys())
    size = counts.total()
    rows = [Count(word, n, n / size * PER, documents[word]) for word, n in counts.items() if word not in stopped]
    return sorted(rows, key=lambda one: (-one.count, one.word))


def keyness(study: Study, by: Part, filters: Filters | None = None) -> list[Group]:
    """Return the study's groups, each with its words beside those of all the other groups together.

    A group is a source category, a source, a stage or a speaker; those who say nothing are left out, and so is what belongs to
    no group: segments without a coding of a person for a stage, and paragraphs that no speaker's label begins. A segment that is
    coded for two stages is of both.
    """
    words_of, stopped = word_counter(study.dictionary), _stopwords(study)
    counts = by_group((groups, words_of(said)) for groups, said in _grouped(study, by, filters) if groups)
    total: Counter[str] = sum(counts.values(), Counter())
    whole = total.total()
    found: list[Group] = []
    for name in _group_names(study, by, counts):
        own: Counter[str] = sum((counter for groups, counter in counts.items() if name in groups), Counter())
        size = own.total()
        keys = [
            _key(name, word, (own[word], total[word] - own[word]), (size, whole - size))
            for word in own
            if word not in stopped
        ]
        found.append(Group(name, size, whole - size, tuple(sorted(keys, key=_most_marked))))
    return found


def key_words(study: Study, by: Part, most: int | None = None, filters: Filters | None = None) -> list[Group]:
    """Return the study's groups, each with the words that it has more of than the rest, the most marked first.

    These are the groups of `keyness`; of each come at most so many words.
    """
    return [
        structs.replace(group, keys=tuple(filter(is_marked, group.keys))[:most])
        for group in keyness(study, by, filters)
    ]


def company(
    study: Study, word: str, *, window: int = WINDOW, filters: Filters | None = None
) -> tuple[int, list[Collocate]]:
    """Return how often a word stands in the study, and what stands within `window` words of it, stop words left out.

    `word` may be several words one after the other. Raises GioiaError, with what to do, where it is no word of the study.
    """
    words_of, stopped = word_counter(study.dictionary), _stopwords(study)
    wanted = words_of(word)
    if not wanted:
        raise GioiaError(f"{word!r} is no word", remedy="name a word with a letter in it")
    passages = [words_of(_said(*one)) for one in _wanted(study, filters)]
    total, found = collocates(passages, wanted, window=window)
    if not total:
        raise GioiaError(f"{word!r} is no word of these documents", remedy=_instead(study, word, passages), exit_code=1)
    return total, [one for one in found if one.word not in stopped]


def words_frame(study: Study) -> pd.DataFrame:
    """Return `frequencies` as a frame, one word a row.

    Columns: word, count, per_1000 (of all words, stop words too), documents (how many it stands in). count and documents are
    integers, per_1000 is a float, word a string.
    """
    return rows_frame(Count, frequencies(study))


def keyness_frame(study: Study, by: Part) -> pd.DataFrame:
    """Return `keyness` as a frame, one word of one group a row.

    Columns: group, word, count, rest (how often it stands in the group and in all the others together), per_1000,
    rest_per_1000, g2 (log-likelihood), log_ratio. The last four are floats, NaN where they are undefined; count and rest are
    integers, the others strings. In each group the words that it has more of come first, the most marked at the top.
    """
    return keys_frame(keyness(study, by))


def key_words_frame(study: Study, by: Part, most: int | None = None) -> pd.DataFrame:
    """Return `key_words` as a frame, one word of one group a row, with the columns of `keyness_frame`."""
    return keys_frame(key_words(study, by, most))


def keys_frame(groups: Iterable[Group]) -> pd.DataFrame:
    """Return the words of the groups with the columns of `keyness_frame`."""
    return rows_frame(Key, (key for group in groups for key in group.keys))


def collocates_frame(study: Study, word: str, *, window: int = WINDOW) -> pd.DataFrame:
    """Return `company` as a frame, one word a row.

    Columns: word, near (its occurrences within the window), count (all of them), log_dice. near and count are integers,
    log_dice is a float, word a string.
    """
    return rows_frame(Collocate, company(study, word, window=window)[1])


def rows_frame(kind: type[Struct], rows: Iterable[Struct]) -> pd.DataFrame:
    """Return rows of one kind (Count, Key or Collocate) as a frame with a column a field; `kind` tells them without rows."""
    from gioia.displays.frames import list_frame

    names = kind.__struct_fields__
    values = (tuple(getattr(row, name) for name in names) for row in rows)
    integers = {"count", "rest", "near", "documents"}
    return list_frame(names, values, integers, decimals={"per_1000", "rest_per_1000", "g2", "log_ratio", "log_dice"})


def _key(group: str, word: str, counts: tuple[int, int], sizes: tuple[int, int]) -> Key:
    (count, rest), (size, rest_size) = counts, sizes
    return Key(
        group,
        word,
        count,
        rest,
        count / size * PER if size else None,
        rest / rest_size * PER if rest_size else None,
        log_likelihood(count, rest, size, rest_size),
        log_ratio(count, rest, size, rest_size),
    )


def is_marked(key: Key) -> bool:
    """Tell whether the word has a larger share in the group than in the rest."""
    return key.count > 0 and (key.rest_per_1000 is None or (key.per_1000 or 0.0) > key.rest_per_1000)


def _most_marked(key: Key) -> tuple[bool, float, int, str]:
    g2 = key.g2 or 0.0
    return (not is_marked(key), -g2 if is_marked(key) else g2, -key.count, key.word)


def _stopwords(study: Study) -> frozenset[str]:
    return default_stopwords() | frozenset(map(folded, study.stopwords))


def _wanted(study: Study, filters: Filters | None) -> Iterator[tuple[Document, Segment]]:
    refuse_sealed(study, message=f"the study {study.name} is sealed, and has no documents to count words in")
    return filtered_segments(study, filters or Filters())


def _said(document: Document, segment: Segment) -> str:
    """Return what is said in the segment, without the label of a turn."""
    return document.text[segment.said : segment.end]


def _grouped(study: Study, by: Part, filters: Filters | None) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is said in each segment with the groups that it belongs to."""
    groups_of = _stages_of(study) if by == "stage" else _GROUPS[by]
    for document, segment in _wanted(study, filters):
        yield groups_of(document, segment), _said(document, segment)


_GROUPS: dict[str, Callable[[Document, Segment], tuple[str, ...]]] = {
    "category": lambda document, _: (category_code(document.source),),
    "source": lambda document, _: (document.source,),
    "speaker": lambda _, segment: (segment.speaker,) if segment.speaker else (),
}


def _stages_of(study: Study) -> Callable[[Document, Segment], tuple[str, ...]]:
    surroundings = Surroundings(study)
    return lambda document, segment: tuple(sorted(surroundings.stages(document.name, segment.start, segment.end)))


def _group_names(study: Study, by: Part, counts: dict[tuple[str, ...], Counter[str]]) -> list[str]:
    """Return the groups that have words: sources and stages in the study's order, speakers by how much they say."""
    sizes: Counter[str] = Counter()
    for groups, counter in counts.items():
        for name in groups:
            sizes[name] += counter.total()
    known = [category_code(s.code) for s in study.sources] if by == "category" else [s.code for s in study.sources]
    declared = [stage.name for stage in study.stages] if by == "stage" else known if by != "speaker" else []
    order = {name: index for index, name in enumerate(dict.fromkeys(declared))}
    return sorted(filter(sizes.get, sizes), key=lambda name: (order.get(name, len(order)), -sizes[name], name))


def _instead(study: Study, word: str, passages: Sequence[Sequence[str]]) -> str:
    needle = folded(word)
    if any(needle in folded(document.text) for document in study.documents.values()):
        return f"it stands there as part of other words: write it under dictionary: in {study.study_file.name}"
    return suggestion(needle, {word for words in passages for word in words}, "gioia words lists the words")
