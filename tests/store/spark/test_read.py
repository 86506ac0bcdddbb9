"""An archive read on Spark: the same rows as on one machine, whatever breaks on the way."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

from smoulder.cli.main import main
from smoulder.reading.archive import Filters, read_some
from smoulder.reading.fingerprint import fingerprint
from smoulder.reading.groups import load_registry
from smoulder.reading.inputs import sources
from smoulder.reading.near_copies import Member, find_clusters
from smoulder.reading.own_groups import OwnGroup, OwnGroups
from smoulder.reading.parser import load_parser
from smoulder.reading.rows import COLUMNS
from smoulder.records.cluster import Cluster
from smoulder.records.errors import BadReport
from tests.reading.test_inputs import PAGE, RSS, archive
from tests.store.spark.cluster import SMALL, why_none
from tests.store.spark.conftest import end_session

pytestmark = pytest.mark.spark
WORKERS = Path(__file__).parent / "workers"
AGENCY = " ".join(
    f"On day {day} the army said that the hills above the river were calm, that {day + 3} of its men had gone back to "
    f"the camp at the old mill, and that the road to town number {day} was open again."
    for day in range(5)
)


def report(town: str, more: str = "") -> str:
    said = f"The army said on Friday that 20 people were killed in {town} last week. {more}"
    return f"Calm in {town}\n\n3 May 2014\n\n{said}\n"


@pytest.fixture(scope="module")
def armed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workers' Pythons note their loads."""
    return tmp_path_factory.mktemp("armed")


@pytest.fixture(scope="module")
def spark(armed: Path) -> Iterator[Any]:
    """A session whose workers fail at marked texts."""
    if reason := why_none():
        pytest.skip(reason)
    from smoulder.store.spark.session import spark_session

    end_session()
    more = {"spark.executorEnv.PYTHONPATH": str(WORKERS), "spark.executorEnv.READ_TEST_FOLDER": str(armed)}
    yield spark_session(Cluster("local[2]", tuple(sorted((SMALL | more).items()))))
    end_session()


def read(spark: Any, source: str | Path, out: Path, **how: Any) -> Any:
    from smoulder.store.spark.read import open_archive, read_archive
    from smoulder.store.spark.read_output import ReadingsFolder
    from smoulder.store.spark.read_worker import Reading

    folder = ReadingsFolder(str(out))
    folder.start()
    try:
        archive = open_archive(spark, str(source), how.pop("text", ""))
        return read_archive(
            archive, folder, Reading(**{"own": OwnGroups(), "parser": "", "reader": "one"} | how)
        )
    finally:
        folder.close()


def rows(out: Path, what: str, where: str = "true") -> list[tuple[Any, ...]]:
    with duckdb.connect() as connection:
        query = f"SELECT {what} FROM '{out}/readings/*.parquet' WHERE {where} ORDER BY ALL"
        return connection.execute(query).fetchall()


def last(out: Path) -> dict[str, str]:
    """What became of each report, by the end of its name."""
    found = rows(out, "report, item", "item IN ('report', 'failure', 'passed over')")
    assert len(found) == len({name for name, _ in found})
    return {name.rpartition("/")[2]: item for name, item in found}


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Texts, pages, a feed, archives and folders; two near copies, one text twice, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("mixed")
    (folder / "below" / "deep").mkdir(parents=True)
    for town in ("Exville", "Wyton", "Zedburg"):
        (folder / f"{town}.txt").write_text(report(town))
    (folder / "below" / "deep" / "again.txt").write_text(report("Wyton"))
    (folder / "below" / "one.txt").write_text(f"Calm\n\n4 May 2014\n\n{AGENCY} So it was.\n")
    (folder / "below" / "two.txt").write_text(f"All calm\n\n2 May 2014\n\n{AGENCY} Nobody else was heard.\n")
    (folder / "below" / ".hidden.txt").write_text(report("Nowhere"))
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 20)
    (folder / "empty.txt").write_text("")
    (folder / "feed.xml").write_text(RSS)
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "page.html").write_text(PAGE)
    pages = [(f"https://example.org/{n}", "200 OK", "text/html", PAGE.replace("rains", f"rain {n}").encode())
             for n in range(40)]  # fmt: skip
    (folder / "crawl.warc.gz").write_bytes(archive(*pages))
    whole = archive(*pages[:3])
    half = len(whole) // 2
    (folder / "below" / "damaged.warc.gz").write_bytes(whole[:half] + bytes(8) + whole[half + 8 :])
    return folder


@pytest.fixture(scope="module")
def here(mixed: Path) -> list[dict[str, Any]]:
    """The rows of the same reports, read on one machine."""
    first = {one.sha256: one for one in reversed(list(sources(mixed)))}
    outcomes = read_some(list(first.values()), load_registry(), load_parser(), Filters(), "one")
    return [row for one in outcomes for row in one.rows]


@pytest.fixture(scope="module")
def there(spark: Any, mixed: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that Spark has written of them."""
    out = tmp_path_factory.mktemp("there")
    done = read(spark, mixed, out)
    found = [one.sha256 for one in sources(mixed)]
    several = len(found) - len(set(found))
    assert several == 2
    assert (done.of, done.known, done.total) == (len(found) - several, several, len(found) - several)
    assert done.counts["failed"] == len(done.failed) == 4
    return out


def test_an_archive_gives_the_rows_that_one_machine_gives(here: list[dict[str, Any]], there: Path) -> None:
    columns = [name for name in COLUMNS if name != "cluster"]
    expected = [tuple(row[name] for name in columns) for row in here]
    found = rows(there, ", ".join(f'"{name}"' for name in columns))
    assert Counter(found) == Counter(expected)


def test_near_copies_are_the_same_clusters(here: list[dict[str, Any]], there: Path) -> None:
    whole = [row for row in here if row["item"] == "report"]
    expected = find_clusters(
        Member(row["published"] or "", row["sha256"], row["fingerprint"]) for row in whole
    )
    with duckdb.connect() as connection:
        found = connection.execute(f"SELECT sha256, cluster FROM '{there}/clusters/*.parquet'").fetchall()
    assert dict(found) == expected
    assert len(found) == len(whole)
    names = {row["sha256"]: row["report"].rpartition("/")[2] for row in whole}
    assert {names[one]: names[other] for one, other in found}["one.txt"] == "two.txt"


def test_the_parser_is_loaded_once_by_each_worker(there: Path, armed: Path) -> None:
    loads = Counter((armed / "loads").read_text().split())
    assert 1 <= len(loads) <= 4
    assert set(loads.values()) == {1}


def test_a_second_run_reads_nothing_again(spark: Any, mixed: Path, there: Path) -> None:
    before = {one: one.stat().st_mtime_ns for one in there.glob("*/*.parquet")}
    held = rows(there, "*", "coalesce(kind, '') <> 'for now'")
    done = read(spark, mixed, there)
    # What could not be had is tried again.
    assert (done.total, done.counts) == (2, {"failed": 2, "for now": 2})
    assert rows(there, "*", "coalesce(kind, '') <> 'for now'") == held
    assert len(rows(there, "*", "kind = 'for now'")) == 2
    assert len([one for one in before if one.exists()]) >= 1


def test_what_another_reader_read_is_replaced_where_it_is_read_again(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for town in ("Exville", "Wyton"):
        (tmp_path / "in" / f"{town}.txt").write_text(report(town))
    out = tmp_path / "out"
    read(spark, tmp_path / "in", out, reader="older")
    (tmp_path / "in" / "Wyton.txt").unlink()
    (tmp_path / "in" / "Zedburg.txt").write_text(report("Zedburg"))
    done = read(spark, tmp_path / "in", out, reader="newer")
    assert (done.of, done.known) == (2, 0)
    readers = {name.rpartition("/")[2]: reader for name, reader in rows(out, "DISTINCT report, reader")}
    assert readers == {"Exville.txt": "newer", "Wyton.txt": "older", "Zedburg.txt": "newer"}


def test_what_failed_for_now_stays_until_its_own_file_is_met_again(spark: Any, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    (tmp_path / "one" / "gone.txt").symlink_to(tmp_path / "nowhere")
    (tmp_path / "two" / "here.txt").write_text(report("Exville"))
    out = tmp_path / "out"
    read(spark, tmp_path / "one", out)
    read(spark, tmp_path / "two", out)
    assert last(out) == {"gone.txt": "failure", "here.txt": "report"}
    (tmp_path / "nowhere").write_text(report("Wyton"))
    read(spark, tmp_path / "one", out)
    assert last(out) == {"gone.txt": "report", "here.txt": "report"}


def test_a_report_that_ends_or_holds_its_worker_is_told_and_all_others_are_read(
    spark: Any, tmp_path: Path
) -> None:
    (tmp_path / "in").mkdir()
    towns = ["Exitville", "Crashville", "Endlessville", *(f"Town{number}" for number in range(20))]
    for town in towns:
        (tmp_path / "in" / f"{town}.txt").write_text(report(town))
    done = read(spark, tmp_path / "in", tmp_path / "out", seconds=8.0)
    assert done.counts["read"] == 20
    became = last(tmp_path / "out")
    assert {town for town in towns if became[f"{town}.txt"] == "failure"} == set(towns[:3])
    told = " ".join(sorted(done.failed))
    assert told.count("ended the process that read it") == 2
    assert "Endlessville.txt took longer to read than 8 seconds" in told


def test_filters_leave_out_and_count_and_are_asked_again_when_they_change(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "war.txt").write_text(report("Wyton"))
    french = "Le gouvernement a annoncé que la route était de nouveau ouverte et que les gens sont rentrés chez eux. "
    (tmp_path / "in" / "route.txt").write_text(french * 4)
    bread = "The baker said that the price of bread in the town would rise again, as flour had become dear. "
    (tmp_path / "in" / "bread.txt").write_text(bread * 4)
    out = tmp_path / "out"
    done = read(spark, tmp_path / "in", out, filters=Filters("en", "conflict"))
    assert done.counts == {"read": 1, "other language": 1, "not about conflict": 1}
    assert last(out) == {"war.txt": "report", "route.txt": "passed over", "bread.txt": "passed over"}
    again = read(spark, tmp_path / "in", out, filters=Filters("en"))
    assert again.counts == {"read": 1}
    assert last(out) == {"war.txt": "report", "route.txt": "passed over", "bread.txt": "report"}


def test_the_users_own_groups_reach_the_workers(spark: Any, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    said = "The Embers of Norland attacked the village of Wyton on Friday, the army said. "
    (tmp_path / "in" / "embers.txt").write_text(f"An attack\n\n3 May 2014\n\n{said * 4}\n")
    own = OwnGroups(group=(OwnGroup(id=-7, name="Embers of Norland", countries=("Iraq",)),))
    read(spark, tmp_path / "in", tmp_path / "out", own=own)
    found = rows(tmp_path / "out", "detail", "item = 'actors' AND text LIKE '%Embers%'")
    assert any("-7" in str(detail) for (detail,) in found)


def test_a_table_with_a_column_of_texts_is_an_archive(spark: Any, tmp_path: Path) -> None:
    values = (
        "(?, 'https://example.org/a', DATE '2014-05-03', 'Calm'), (?, '', NULL, NULL), (?, 'b', NULL, NULL)"
    )
    table = f"SELECT * FROM (VALUES {values}) AS t(Content, url, date, title)"
    body = "The army said on Friday that 20 people were killed in Wyton last week."
    texts = [body, report("Exville"), body]
    with duckdb.connect() as connection:
        connection.execute(f"COPY ({table}) TO '{tmp_path}/in.parquet' (FORMAT parquet)", texts)
    done = read(spark, tmp_path / "in.parquet", tmp_path / "out")
    assert (done.of, done.known) == (2, 1)
    found = rows(tmp_path / "out", "report, published, text, detail", "item = 'report'")
    assert [row[:3] for row in found] == [
        (f"{tmp_path}/in.parquet#1", "2014-05-03", "Calm in Exville"),
        ("https://example.org/a", "2014-05-03", "Calm"),
    ]
    (said,) = rows(tmp_path / "out", 'text, "start", "end"', "item = 'statements' AND report LIKE 'https%'")
    assert body[said[1] : said[2]] == said[0]
    with pytest.raises(BadReport, match=r"has no column 'texts'; .*--text: Content, url, date, title"):
        read(spark, tmp_path / "in.parquet", tmp_path / "other", text="texts")


def test_many_near_copies_are_joined_on_the_cluster_as_on_one_machine(spark: Any) -> None:
    from smoulder.store.spark.read_clusters import clusters_of

    words = AGENCY.split()
    members = []
    for chain in range(3):
        for step in range(8):
            # Each text has lost a little more of the one before it, so that only neighbours are alike.
            text = f"chain {chain} " * 40 + " ".join(words[step * 8 : step * 8 + 60 + chain])
            day = f"2014-05-{9 - step:02d}" if step else ""
            members.append(Member(day, f"{chain}{step:063d}", fingerprint(text)))
    members.append(Member("2014-05-01", "f" * 64, ""))
    table = spark.createDataFrame(
        [(one.sha256, one.published or None, one.fingerprint) for one in members],
        "sha256 string, published string, fingerprint string",
    )
    expected = find_clusters(members)
    assert len(set(expected.values())) < len(members)
    for most in (0, 1000):
        assert {row.sha256: row.cluster for row in clusters_of(table, most).collect()} == expected


def test_a_source_that_is_not_there_or_empty_is_told(spark: Any, tmp_path: Path) -> None:
    with pytest.raises(BadReport, match="is not there"):
        read(spark, tmp_path / "none", tmp_path / "out")
    (tmp_path / "none").mkdir()
    assert read(spark, tmp_path / "none", tmp_path / "out").total == 0


def test_the_command_reads_and_tells_its_shares(
    spark: Any, mixed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [
        "read",
        str(mixed / "*.txt"),
        "--engine",
        "spark",
        "--master",
        "local[2]",
        "--out",
        str(tmp_path / "out"),
    ]
    assert main(asked) == 1
    said = capsys.readouterr().err
    assert "Spark's own page: http" in said
    assert f"Readings: {tmp_path / 'out'} (3 reports read, 3 could not be read" in said
    assert os.listdir(tmp_path / "out" / "readings")
