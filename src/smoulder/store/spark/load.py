"""Many files into the store of events by many hands: as if they had been loaded one after the other, by one swap."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.intake import ReadOptions
from smoulder.reading.sources import Source
from smoulder.records.errors import BadData
from smoulder.records.event import EVENT_COLUMNS, LoadReport
from smoulder.records.event_place import EventPlace
from smoulder.store.events_folder import EventFolder, open_folder
from smoulder.store.events_intake import check_file
from smoulder.store.events_load import clear_leftovers, publish
from smoulder.store.events_manifest import Manifest, Segment, read_manifest
from smoulder.store.events_migrations import bring_up_to_date
from smoulder.store.events_segments import segment_name
from smoulder.store.spark.engine import spark_path
from smoulder.store.spark.load_rows import (
    HELD,
    Counts,
    Part,
    count,
    fresh_rows,
    left_rows,
    superseded,
    turns,
)
from smoulder.store.spark.load_task import COLUMNS, SAID, Job, Said, shipped, take_files
from smoulder.store.spark.load_write import plain_address, read, read_rows, unseen, write_segment
from smoulder.store.spark.progress import progress_of
from smoulder.store.spark.session import spark_session
from smoulder.store.spark.told import telling
from smoulder.store.spark.translate import SPARK_TYPES

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Tell = Callable[[str], None]
DRAFTS = "drafts"
TAKEN = ", ".join(f"`{name}` {SPARK_TYPES[kind]}" for name, kind in COLUMNS.items())
TURNED = (
    "file int, source string, vintage string, id string, segment string, what string, last boolean, "
    "changed boolean"
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of the files of one load.

    reports: of those that were taken, in their order; trouble: why the next one was not, '' where all were.
    """

    reports: tuple[LoadReport, ...]
    trouble: str = ""


def load_files(
    place: EventPlace,
    source: Source,
    files: Sequence[str],
    options: ReadOptions,
    rejects: Sequence[Path] | None = None,
    tell: Tell = lambda words: None,
) -> Loaded:
    """Load files, each by one task of the cluster; the first that cannot be taken and all after it are left out.

    place:   with a cluster. files: paths that all its machines see, or addresses.
    rejects: for each file, where to write the rows that are not taken; None: any such row stops the load there.
    tell:    called with what is under way.
    raises:  CannotWrite, BadStore, MissingExtra; BadSetting where the cluster does not answer.
    """
    assert place.cluster is not None
    spark = spark_session(place.cluster).newSession()
    there, trouble = _there(files)
    if not there:
        return Loaded((), trouble)
    folder = open_folder(place)
    with telling(), folder.writing():
        bring_up_to_date(folder)
        manifest = read_manifest(folder)
        clear_leftovers(folder, manifest)
        folder.remove([DRAFTS])
        try:
            load = _Load(spark, folder, manifest)
            said = load.take(source, there, options, rejects is not None, tell)
            good = next((number for number, one in enumerate(said) if one.trouble), len(said))
            if good < len(said):
                trouble = said[good].trouble
            reports = load.store(said[:good], tell) if good else []
            if rejects is not None and any(one.rejected for one in reports):
                _write_rejects(load.taken(good), rejects)
        finally:
            folder.remove([DRAFTS])
    return Loaded(tuple(reports), trouble)


class _Load:
    """One load under the writer's lock."""

    def __init__(self, spark: SparkSession, folder: EventFolder, manifest: Manifest) -> None:
        self._spark, self._folder, self._manifest = spark, folder, manifest
        self._drafts = f"{folder.place}/{DRAFTS}"

    def take(
        self, source: Source, files: Sequence[str], options: ReadOptions, skip_bad: bool, tell: Tell
    ) -> list[Said]:
        """Let each file be read and checked; what was found of them lies in drafts, and what is said of them here."""
        own, beside = shipped(options)
        seen = tuple(one if "://" in one else os.path.abspath(one) for one in files)
        job = Job(source, seen, tuple(files), own, skip_bad, beside)
        numbers = self._spark.range(0, len(files), 1, len(files))
        with progress_of(self._spark, lambda done: tell(f"read {done:,} of {len(files):,} files")):
            numbers.mapInArrow(lambda batches: take_files(job, batches), TAKEN).write.parquet(
                plain_address(f"{self._drafts}/taken")
            )
        told = self._all().where("said is not null").select("file", "said").collect()
        if len(told) != len(files):
            raise unseen(self._folder.place)
        return [SAID.validate_json(text) for _, text in sorted(told)]

    def taken(self, good: int) -> DataFrame:
        """What was found in the files that count."""
        return self._all().where(f"file < {good}")

    def store(self, said: Sequence[Said], tell: Tell) -> list[LoadReport]:
        """Write what is new, and swap the manifest."""
        found = [one.report for one in said if one.report is not None]
        parts = [[(source, vintage) for source, vintage, _ in one.parts] for one in said]
        tell(f"storing {sum(many for one in said for _, _, many in one.parts):,} events")
        incoming = self.taken(len(said)).where("id is not null").select("file", *EVENT_COLUMNS)
        mine = {one for own in parts for one in own}
        old = [one for one in self._manifest.segments if (one.source, one.vintage) in mine]
        turned = self._turned(incoming, old)
        counts = count(turned)
        segments = self._write(incoming, turned, counts, old)
        over = superseded(self._manifest, found, parts, self._standing(incoming, found))
        publish(self._folder, self._manifest, segments, [one for report in found for one in report.coverage])
        return [
            replace(
                report,
                added=counts.what.get((number, "added"), 0),
                replaced=counts.what.get((number, "replaced"), 0),
                unchanged=counts.what.get((number, "unchanged"), 0),
                superseded=over[number],
            )
            for number, report in enumerate(found)
        ]

    def _all(self) -> DataFrame:
        return read(self._spark, TAKEN, [spark_path(f"{self._drafts}/taken")])

    def _turned(self, incoming: DataFrame, old: Sequence[Segment]) -> DataFrame:
        """What each row was, kept in drafts: it is asked several times."""
        target = f"{self._drafts}/turns"
        turns(incoming, read_rows(self._spark, self._folder.place, old)).write.parquet(plain_address(target))
        return read(self._spark, TURNED, [spark_path(target)])

    def _write(
        self, incoming: DataFrame, turned: DataFrame, counts: Counts, old: Sequence[Segment]
    ) -> tuple[Segment, ...]:
        """The segments after the load: those that lose rows are written anew with the new rows of their release."""
        kept = [one for one in self._manifest.segments if one.name not in counts.gone]
        for number, part in enumerate(sorted(counts.fresh)):
            rows = fresh_rows(incoming, turned, part, part in counts.whole)
            many = counts.fresh[part]
            if broken := [
                one for one in old if (one.source, one.vintage) == part and one.name in counts.gone
            ]:
                held = read_rows(self._spark, self._folder.place, broken)
                rows = rows.unionByName(left_rows(held, turned))
                many += sum(one.rows - counts.gone[one.name] for one in broken)
            blank = Segment(self._name(part, number), *part, 0, (), 0, 0)
            kept.append(write_segment(self._spark, self._folder.place, rows, many, blank))
            self._folder.settle([f"{side}/{blank.name}.parquet" for side in ("rows", "sides")])
        return tuple(kept)

    def _name(self, part: Part, number: int) -> str:
        """A name that no other load gives: one that was killed may have hands that write on for a moment."""
        load = re.sub(r"[^0-9A-Za-z-]+", "-", self._spark.sparkContext.applicationId)
        return f"{segment_name(*part, self._manifest.generation + 1, number)}-{load}"

    def _standing(self, incoming: DataFrame, reports: Sequence[LoadReport]) -> DataFrame:
        """All rows of candidates, held or coming, with the number of their file."""
        from pyspark.sql import functions as f

        covered = [*self._manifest.coverage, *(one for report in reports for one in report.coverage)]
        open_ = {(one.source, one.vintage) for one in covered if not one.final}
        old = [one for one in self._manifest.segments if (one.source, one.vintage) in open_]
        held = read_rows(self._spark, self._folder.place, old).withColumn("file", f.lit(HELD))
        return incoming.unionByName(held.drop("segment"))


def _there(files: Sequence[str]) -> tuple[list[str], str]:
    """The files before the first that is not there or empty, and what is wrong with that one."""
    for number, file in enumerate(files):
        try:
            if "://" not in file:
                check_file(Path(file))
        except BadData as trouble:
            return list(files[:number]), str(trouble)
    return list(files), ""


def _write_rejects(taken: DataFrame, files: Sequence[Path]) -> None:
    """The rejects of each file as CSV, whole or not at all; they pass through this machine a part at a time."""
    found = taken.where("reason is not null").select("file", "row", "name", "reason").orderBy("file", "row")
    for number, rows in groupby(found.toLocalIterator(prefetchPartitions=True), key=lambda one: one[0]):
        path = files[number]
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.draft")
        with draft.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(("row", "column", "reason"))
            out.writerows(one[1:] for one in rows)
        os.replace(draft, path)
