"""Near copies: what is one, and clusters that come out the same in whatever order."""

from __future__ import annotations

import hashlib
import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from smoulder.reading.fingerprint import PERMUTATIONS, fingerprint, likeness
from smoulder.reading.near_copies import ALIKE, Member, bands, find_clusters, links, name_clusters

PLACES = (
    "the old mill",
    "the northern road",
    "a school",
    "the river crossing",
    "the grain store",
    "two villages",
)
ACTS = ("was shelled", "was taken", "was left", "was searched", "stood empty", "was burnt")


def story(seed: int, paragraphs: int = 8) -> list[str]:
    """Paragraphs of news that differ with the seed."""
    rng = random.Random(seed)
    names = [f"{rng.choice('BDGKLMNPRST')}{rng.choice('aeiou')}{rng.randint(10, 99)}" for _ in range(9)]
    return [
        f"On the {rng.randint(1, 30)}th {rng.choice(PLACES)} near {rng.choice(names)} {rng.choice(ACTS)}, people from "
        f"{rng.choice(names)} told a reporter in {rng.choice(names)}, and {rng.randint(2, 90)} families had gone to "
        f"{rng.choice(names)} by {rng.choice(('noon', 'night', 'morning'))}."
        for _ in range(paragraphs)
    ]


def member(day: str, text: str) -> Member:
    return Member(day, hashlib.sha256(f"{day}{text}".encode()).hexdigest(), fingerprint(text))


def test_a_copy_with_another_dateline_fewer_paragraphs_and_another_toll_is_one_cluster_and_another_report_is_not() -> (
    None
):
    parts = story(1)
    whole = member("2014-05-03", "\n".join(parts))
    edited = member(
        "2014-05-04", "EXVILLE (Example Wire) - " + "\n".join(parts[:-1]).replace("families", "houses")
    )
    local = member("2014-05-02", "\n".join([*parts, *story(9, 1)]))
    other = member("2014-05-01", "\n".join(story(2)))
    found = find_clusters([whole, edited, local, other])
    assert found == {
        whole.sha256: local.sha256,
        edited.sha256: local.sha256,
        local.sha256: local.sha256,
        other.sha256: other.sha256,
    }


def test_case_and_punctuation_make_no_difference_and_a_line_or_two_has_no_fingerprint() -> None:
    text = "\n".join(story(3))
    assert fingerprint(text) == fingerprint(text.upper().replace(",", " –"))
    assert fingerprint("Two soldiers were killed in the town on Friday, the army said.") == ""
    assert likeness("", "") == 0
    assert bands("") == []


def test_a_report_without_a_day_gives_its_name_to_a_cluster_only_where_none_has_a_day() -> None:
    text = "\n".join(story(4))
    dated, undated = member("2020-01-01", text), member("", text)
    assert set(find_clusters([undated, dated]).values()) == {dated.sha256}


def test_odd_texts_have_fingerprints_too() -> None:
    for text in ("\ud800 word " * 40, "слово " * 40, "字 " * 40, "\x00 a b c " * 40, "é" * 200_000):
        assert len(fingerprint(text)) in (0, 4 * PERMUTATIONS)


ROWS = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 90), st.integers(1, 28)), min_size=0, max_size=18)


def made(rows: list[tuple[int, int, int]]) -> list[Member]:
    """Fingerprints of a few kinds, each with some of its values changed."""
    members = []
    for number, (kind, changed, day) in enumerate(rows):
        kept = np.random.default_rng(kind).integers(0, 65_536, PERMUTATIONS)
        kept[:changed] = np.random.default_rng(1000 + number).integers(0, 65_536, changed)
        key = hashlib.sha256(str(number).encode()).hexdigest()
        members.append(Member(f"2020-01-{day:02d}", key, kept.astype(">u2").tobytes().hex()))
    return members


@settings(max_examples=25, deadline=None)
@given(ROWS, st.randoms())
def test_clusters_do_not_depend_on_the_order_nor_on_how_reports_are_dealt_out(
    rows: list[tuple[int, int, int]], rng: random.Random
) -> None:
    members = made(rows)
    found = find_clusters(members)
    shuffled = members[:]
    rng.shuffle(shuffled)
    assert find_clusters([*shuffled, *shuffled[:3]]) == found
    groups: dict[str, list[Member]] = {}
    for one in shuffled:
        for band in bands(one.fingerprint):
            groups.setdefault(band, []).append(one)
    pairs = [pair for held in groups.values() for pair in links(held)]
    rng.shuffle(pairs)
    assert name_clusters(shuffled, pairs) == found


@settings(max_examples=15, deadline=None)
@given(ROWS)
def test_clusters_are_what_comparing_all_pairs_that_share_a_band_gives(
    rows: list[tuple[int, int, int]],
) -> None:
    members = made(rows)
    pairs = [
        (one.sha256, other.sha256)
        for at, one in enumerate(members)
        for other in members[at + 1 :]
        if set(bands(one.fingerprint)) & set(bands(other.fingerprint))
        and likeness(one.fingerprint, other.fingerprint) >= ALIKE
    ]
    found = find_clusters(members)
    assert name_clusters(members, pairs) == found
    assert all(found[first] == first for first in found.values())


def test_banding_finds_the_pairs_that_datasketch_finds() -> None:
    from datasketch import MinHash, MinHashLSH

    texts = {f"{seed}-{cut}": "\n".join(story(seed)[:cut]) for seed in range(6) for cut in (8, 6, 4)}
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(32, 4))
    sketches = {}
    for name, text in texts.items():
        sketches[name] = MinHash(num_perm=PERMUTATIONS, seed=1, scheme="affine32")
        words = text.casefold().replace(",", "").replace(".", "").split()
        sketches[name].update_batch([" ".join(words[at : at + 3]).encode() for at in range(len(words) - 2)])
        index.insert(name, sketches[name])
    theirs = {
        frozenset((one, other)) for one in texts for other in index.query(sketches[one]) if one != other
    }
    ours = {
        frozenset((one, other))
        for one in texts
        for other in texts
        if one != other and set(bands(fingerprint(texts[one]))) & set(bands(fingerprint(texts[other])))
    }
    assert ours == theirs
    assert len(ours) >= 6
