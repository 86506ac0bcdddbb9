"""One file into the store of events: all of it or nothing, and never a row twice."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from smoulder.reading.csv_table import quoted
from smoulder.reading.intake import ReadOptions, Staged
from smoulder.reading.sources import Source
from smoulder.records.errors import CannotWrite
from smoulder.records.event import Coverage, LoadReport
from smoulder.store.events_folder import EventFolder, LocalFolder
from smoulder.store.events_intake import check_file, intake_engine, name_columns, take_in
from smoulder.store.events_manifest import Manifest, Segment, read_manifest, write_manifest
from smoulder.store.events_migrations import bring_up_to_date
from smoulder.store.events_segments import count_superseded, store_rows

if TYPE_CHECKING:
    import duckdb

Tell = Callable[[str], None]


def load_file(
    folder: LocalFolder,
    source: Source,
    path: Path,
    options: ReadOptions,
    rejects: Path | None = None,
    tell: Tell = lambda words: None,
) -> LoadReport:
    """Load one file into the folder of events.

    rejects: where to write the rows that are not taken (CSV: row, column, reason), so that the rest can be
             loaded; None: any such row stops the load, and nothing is taken.
    tell:    called with what is under way.
    raises:  BadData where the file or one of its rows cannot be taken; CannotWrite; BadStore.
    """
    check_file(path)
    with folder.writing(), _drafts(folder.path) as work:
        bring_up_to_date(folder)
        manifest = read_manifest(folder)
        clear_leftovers(folder, manifest)
        with intake_engine(work) as engine:
            tell(f"reading {path.name}")
            taken = take_in(engine, source, path, options, work, skip_bad=rejects is not None)
            tell(f"storing {taken.checked.sound:,} events of {path.name}")
            change = store_rows(engine, folder.path, work, manifest, taken.checked.rows)
            superseded = count_superseded(engine, folder.path, manifest, taken.coverage)
            publish(folder, manifest, change.segments, taken.coverage)
            if rejects is not None and taken.checked.rejected:
                _write_rejects(engine, taken.staged, rejects)
    return replace(
        taken.report(str(path), source),
        added=change.added,
        replaced=change.replaced,
        unchanged=change.unchanged,
        superseded=superseded,
    )


def publish(
    folder: EventFolder, manifest: Manifest, segments: tuple[Segment, ...], coverage: Sequence[Coverage]
) -> None:
    """Make a load seen, by one swap of the manifest; nothing is written where nothing changed."""
    covered = manifest.coverage
    for one in coverage:
        covered = covered if one in covered else (*covered, one)
    if segments == manifest.segments and covered == manifest.coverage:
        return
    kept = {one.name for one in segments}
    after = Manifest(
        generation=manifest.generation + 1,
        segments=segments,
        coverage=covered,
        retired=tuple(one.name for one in manifest.segments if one.name not in kept),
    )
    write_manifest(folder, after)
    clear_leftovers(folder, after)


def clear_leftovers(folder: EventFolder, manifest: Manifest) -> None:
    """Remove files that no manifest names, from killed loads and from two generations ago."""
    kept = {f"{one.name}.parquet" for one in manifest.segments} | {
        f"{one}.parquet" for one in manifest.retired
    }
    for part in ("rows", "sides"):
        left = [name for name in folder.names(part) if name.endswith(".parquet") and name not in kept]
        folder.remove(f"{part}/{name}" for name in left)


@contextmanager
def _drafts(folder: Path) -> Iterator[Path]:
    """An empty folder on the same disk, for one load; what a killed load left in it goes first."""
    work = folder / "drafts"
    shutil.rmtree(work, ignore_errors=True)
    try:
        for name in ("drafts", "rows", "sides"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        yield work
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be written ({reason.strerror or reason}); free some space, "
            "or choose another folder with --data"
        ) from reason
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _write_rejects(engine: duckdb.DuckDBPyConnection, staged: Staged, path: Path) -> None:
    """All rejects as CSV, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    engine.execute(f"copy ({name_columns(engine, staged)}) to {quoted(draft)} (header)")
    os.replace(draft, path)
