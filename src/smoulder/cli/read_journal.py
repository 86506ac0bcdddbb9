"""What has been read so far, kept beside the table that it becomes: a run that was stopped goes on from it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import chain
from json import JSONDecodeError, dumps, loads
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from smoulder.reading.archive import Filters
from smoulder.reading.rows import LAST
from smoulder.reading.shares import Shares
from smoulder.records.errors import CannotWrite
from smoulder.store.readings import settled_rows, write_readings


class Journal:
    """Rows of a table under way, one JSON object a line in a hidden file beside it.

    path:    of the Parquet file. reader: rows that another reader made are left out, and their reports read again.
    filters: of this run; what they would leave out again, or what failed for good, is not looked at again.
    raises:  CannotWrite if the folder cannot be written or the table there is none.
    """

    def __init__(self, path: Path, reader: str, filters: Filters) -> None:
        self.path = path
        self.reader = reader
        self.filters = filters
        self.draft = path.with_name(f".{path.name}.rows")
        last = chain(settled_rows(path, reader), self._waiting())
        self._known = {_key(sha256) for sha256, item, kind in last if filters.settles(item, kind)}
        self._file: IO[str] | None = None

    def __enter__(self) -> Journal:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.draft.open("a", encoding="utf-8")
        except OSError as reason:
            raise CannotWrite(
                f"{self.draft} cannot be written ({reason.strerror}); choose another place with --out"
            ) from reason
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def is_new(self, sha256: str) -> bool:
        """Whether a report is neither in the table or the journal, nor was asked about before."""
        key = _key(sha256)
        new = key not in self._known
        self._known.add(key)
        return new

    def add(self, rows: Iterable[dict[str, Any]]) -> None:  # Any: JSON values
        """Keep the rows of one report; they are on disk when this returns."""
        assert self._file is not None
        self._file.write("".join(dumps(row, ensure_ascii=True) + "\n" for row in rows))
        self._file.flush()

    def finish(self) -> Shares:
        """Write the table, whole or not at all, and let the journal go.

        returns: what became of the reports in the table.
        """
        if self._file:
            self._file.close()
        shares = write_readings(self.path, self.draft, self.reader)
        self.draft.unlink(missing_ok=True)
        return shares

    def _waiting(self) -> list[tuple[str, str, str]]:
        """The last rows of reports that the journal holds whole; the rows of one that was being written are cut off."""
        if not self.draft.exists():
            return []
        kept: list[tuple[str, str, str]] = []
        whole = at = 0
        with self.draft.open("rb") as file:
            for line in file:
                try:
                    row = loads(line)
                except (JSONDecodeError, UnicodeDecodeError):
                    break
                at += len(line)
                if row["item"] in LAST:
                    whole = at
                    if row["reader"] == self.reader:
                        kept.append((row["sha256"], row["item"], row["kind"] or ""))
        os.truncate(self.draft, whole)
        return kept


def _key(sha256: str) -> int:
    """Eight bytes are enough to tell some millions of reports apart, and take little room."""
    return int(sha256[:16], 16)
