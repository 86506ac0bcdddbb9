"""How quickly are passages found, and how long does it take to make a report findable?

Run: ./go python benchmarks/search.py [--passages 100000] [--queries 200] [--sqlite | --postgresql]

Fills a ledger in a folder, and one on a PostgreSQL server of its own that flushes every commit to disk, with made-up
passages: 500 cases of 50 groups in 20 countries; of a hundred passages five are reports of 600 words, sixty are
statements and thirty-five items of evidence, of 12 to 40 words each. Words are drawn from 20,000 made up of syllables,
the n-th as often as 1/n; one word in twenty has a capital and no lower-case twin, as a name has, so that it leaves a
gap. Days lie in 2010 to 2025, sources are 200. Then so many searches: a frequent word (rank 10 to 300) with one of rank
100 to 3,000, one narrowed to a group, the next to a country, to three years, and to statements, in turn; each with
what the page needs, counts of each kind and twenty passages. At last reports of 600 words with thirty statements and
ten items are kept as answers of new cases of the full ledger, with the index and with it left out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from smoulder.records.case import Assessment, Question
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.report import Report
from smoulder.records.statement import Reading, Statement
from smoulder.store import keeping
from smoulder.store.ledger import Ledger, open_ledger
from smoulder.store.passage_query import parse_query
from smoulder.store.passage_rows import Row, item_row, report_row
from smoulder.store.passage_words import told
from smoulder.store.passages import Wanted
from smoulder.store.report_texts import keep_reports
from smoulder.store.tables import PASSAGES
from smoulder.store.transaction import write
from tests.conftest import build_assessment
from tests.store.postgres_server import PostgresServer, programs

NOW = datetime(2026, 1, 2, tzinfo=UTC)
DURABLE = ("shared_buffers=256MB", "max_wal_size=2GB")
CASES, GROUPS, COUNTRIES, SOURCES = 500, 50, 20, 200
PARTS = ("ba", "ko", "ri", "tel", "mun", "sa", "vo", "der", "lin", "pa", "ge", "shu")


class Maker:
    """Texts made up by seed."""

    def __init__(self, seed: int = 7) -> None:
        self.chance = Random(seed)
        self.vocabulary = sorted({self._word() for _ in range(40_000)})[:20_000]
        self.chance.shuffle(self.vocabulary)
        weights = 1.0 / np.arange(1, len(self.vocabulary) + 1)
        self._sums = np.cumsum(weights / weights.sum())
        self._numbers = np.random.default_rng(seed)

    def _word(self) -> str:
        return "".join(self.chance.choice(PARTS) for _ in range(self.chance.randint(2, 5)))

    def text(self, words: int) -> str:
        """So many words, one in twenty of them with a capital."""
        drawn = np.searchsorted(self._sums, self._numbers.random(words))
        said = [self.vocabulary[min(int(one), len(self.vocabulary) - 1)] for one in drawn]
        return " ".join(f"{one}x".title() if self.chance.random() < 0.05 else one for one in said) + "."


def make(count: int) -> tuple[list[Row], list[Report]]:
    """So many passages, with the number of a case for its id, and the reports among them."""
    maker, known = Maker(), told([])
    rows, reports = [], []
    for number in range(count):
        case = str(maker.chance.randrange(CASES))
        day = date(2010, 1, 1) + timedelta(days=maker.chance.randrange(5800))
        source = f"Source {maker.chance.randrange(SOURCES)}"
        if number % 20 == 0:
            reports.append(report(maker.text(600), day, source))
            rows.append(report_row(case, reports[-1], told([], (), reports[-1].text)))
        else:
            kind = "statement" if number % 20 < 13 else "evidence"
            text = maker.text(maker.chance.randint(12, 40))
            rows.append(
                item_row(case, f"e{number}", "arms found", text, known, name=source, day=day) | {"kind": kind}
            )
    return rows, reports


def fill(ledger: Ledger, rows: list[Row], reports: list[Report]) -> None:
    """Put passages into a ledger, a thousand in a transaction."""
    cases = [ledger.open_case(question(number), "", NOW).case_id for number in range(CASES)]
    write(ledger._engine, lambda to: keep_reports(to, reports))
    for first in range(0, len(rows), 1000):
        some = [row | {"case_id": cases[int(row["case_id"])]} for row in rows[first : first + 1000]]
        write(ledger._engine, lambda to, of=some: to.execute(PASSAGES.insert(), of))  # type: ignore[misc]


def question(number: int) -> Question:
    """The question of a case."""
    group = number % GROUPS
    return Question(
        group_id=9000 + group, group=f"Front {group}", country=f"Land {number % COUNTRIES}",
        as_of=date(2020, 1, 1) + timedelta(days=number),
    )  # fmt: skip


def report(text: str, day: date, source: str) -> Report:
    """A report of a text."""
    digest = sha256(text.encode()).hexdigest()
    return Report(
        name="r.txt", sha256=digest, raw=text, text=text, published=day, publisher=source, title="A report"
    )


def searches(maker: Maker, count: int) -> Iterator[Wanted]:
    """What is looked for."""
    for number in range(count):
        chance = maker.chance
        words = [maker.vocabulary[chance.randrange(10, 300)], maker.vocabulary[chance.randrange(100, 3000)]]
        query = parse_query(" ".join(words))
        since = date(chance.randrange(2010, 2023), 1, 1)
        yield (
            Wanted(query, group_id=9000 + chance.randrange(GROUPS)),
            Wanted(query, country=f"Land {chance.randrange(COUNTRIES)}"),
            Wanted(query, since=since, until=since.replace(year=since.year + 3)),
            Wanted(query, kind="statement"),
        )[number % 4]


def answer(maker: Maker, number: int) -> Assessment:
    """An answer with one report of 600 words, thirty statements and ten items."""
    text = maker.text(600)
    one = report(text, date(2020, 1, 1), "Source 1")
    ends = [at for at, one in enumerate(text) if one == " "]
    spans = [(ends[at * 15] + 1, ends[at * 15 + 18]) for at in range(30)]
    said = tuple(Statement(text=text[a:b], start=a, end=b, speaker="Velva Arkadin") for a, b in spans)
    even = Likelihood(low=0.4, mid=0.5, high=0.6)
    items = tuple(
        Item(
            id=f"e{number}x{at}", kind="arms found", text=text[a:b], cluster="", weight=0.5, why="-", flips=False,
            likelihoods={"spent": even}, change={},
            source=Source(kind="report", name="r.txt", report=0, start=a, end=b),
        )
        for at, (a, b) in enumerate(spans[:10])
    )  # fmt: skip
    asked = question(number).model_copy(update={"as_of": date(2015, 1, 1) + timedelta(days=number)})
    return build_assessment(question=asked, readings=(Reading(report=one, statements=said),), evidence=items)


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds that something takes, by the clock and of this process's processor time."""
    begin, worked = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - begin) * 1000, (time.process_time() - worked) * 1000


def measure(place: Path | str, name: str, made: tuple[list[Row], list[Report]], queries: int) -> None:
    """Fill a ledger, search it, and print what it took."""
    with open_ledger(place) as ledger:
        filled = timed(lambda: fill(ledger, *made))[0] / 1000
        maker = Maker()
        for wanted in searches(maker, 20):
            ledger.passages.find(wanted)
        taken: dict[str, list[tuple[float, float]]] = {}
        hits = []
        for newest in (False, True):
            for wanted in searches(maker, queries):
                asked = Wanted(**{**{f: getattr(wanted, f) for f in wanted.__slots__}, "newest": newest})
                found = []
                taken.setdefault(
                    f"two words and a choice, {'newest' if newest else 'best'} first", []
                ).append(
                    timed(lambda asked=asked, found=found: found.append(ledger.passages.find(asked)))  # type: ignore[misc]
                )
                hits.append(sum(found[0].counts.values()))
        taken["what can be chosen (once for a whole page)"] = [
            timed(ledger.passages.choices) for _ in range(10)
        ]
        index = keeping.index_answered
        for label in ("keep an answer with a new report", "the same without its passages"):
            keeping.index_answered = index if label.startswith("keep") else lambda *_: None
            answers = [
                answer(maker, number + (0 if label.startswith("keep") else 1000)) for number in range(20)
            ]
            taken[label] = [timed(lambda one=one: ledger.keep(one, now=NOW)) for one in answers]  # type: ignore[misc]
        keeping.index_answered = index
    print(f"\n{name}: {len(made[0]):,} passages put in within {filled:.0f} s; a search found {np.median(hits):.0f} "
          f"in the middle, {max(hits):,} at most")  # fmt: skip
    print(
        "| what | middle, ms | 95 in 100, ms | longest, ms | processor, middle, ms |\n|---|---|---|---|---|"
    )
    for what, each in taken.items():
        clock, worked = np.array(each).T
        middle, most = np.quantile(clock, (0.5, 0.95))
        print(f"| {what} | {middle:.1f} | {most:.1f} | {max(clock):.0f} | {np.median(worked):.1f} |")


def main() -> None:
    """Read the options, run, print."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    words.add_argument("--passages", type=int, default=100_000)
    words.add_argument("--queries", type=int, default=200)
    words.add_argument("--sqlite", action="store_true")
    words.add_argument("--postgresql", action="store_true")
    given = words.parse_args()
    made = make(given.passages)
    if not given.postgresql:
        with tempfile.TemporaryDirectory() as folder:
            measure(Path(folder), "SQLite", made, given.queries)
    if not given.sqlite:
        installed = programs()
        if installed is None:
            sys.exit("needs a PostgreSQL server: apt-get install postgresql; or pass --sqlite")
        server = PostgresServer(installed, DURABLE, Path(tempfile.gettempdir()))
        try:
            measure(server.empty(), "PostgreSQL", made, given.queries)
        finally:
            server.stop()


if __name__ == "__main__":
    main()
