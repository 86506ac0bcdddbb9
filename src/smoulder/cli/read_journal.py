"""What has been read so far, kept beside the table that it becomes: a run that was stopped goes on from it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from json import JSONDecodeError, dumps, loads
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import duckdb

from smoulder.reading.rows import COLUMNS, WHOLE
from smoulder.records.errors import CannotWrite

MEMORY = "256MB"
"""What the writing of a table may take, however many rows there are."""
_TYPES = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items()) + "}"


class Journal:
    """Rows of a table under way, one JSON object a line in a hidden file beside it.

    path:   of the Parquet file. reader: rows that another reader made are left out, and their reports read again.
    raises: CannotWrite if the folder cannot be written or the table there is none.
    """

    def __init__(self, path: Path, reader: str) -> None:
        self.path = path
        self.reader = reader
        self.draft = path.with_name(f".{path.name}.rows")
        self._known = {_key(one) for one in (*self._standing(), *self._waiting())}
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

    def finish(self) -> int:
        """Write the table, whole or not at all, and let the journal go.

        returns: rows in the table.
        """
        if self._file:
            self._file.close()
        draft = self.path.with_name(f".{self.path.name}.draft")
        places = [f"read_json({_quoted(self.draft)}, format = 'newline_delimited', columns = {_TYPES})"]
        places += [f"read_parquet({_quoted(self.path)})"] if self.path.exists() else []
        query = " UNION ALL BY NAME ".join(f"SELECT * FROM {place} WHERE reader = $reader" for place in places)
        try:
            with duckdb.connect() as connection:
                connection.execute(f"SET memory_limit = '{MEMORY}'; SET threads = 1")
                copy = f"COPY ({query}) TO {_quoted(draft)} (FORMAT parquet)"
                written = connection.execute(copy, {"reader": self.reader})
                count = written.fetchall()[0][0]
            os.replace(draft, self.path)
            self.draft.unlink()
        except (OSError, duckdb.Error) as reason:
            draft.unlink(missing_ok=True)
            raise CannotWrite(
                f"{self.path} cannot be written ({reason}); what was read is kept, and the same command goes on"
            ) from reason
        return int(count)

    def _standing(self) -> list[str]:
        """Reports that the table holds."""
        if not self.path.exists():
            return []
        query = f"SELECT sha256 FROM read_parquet({_quoted(self.path)}) WHERE reader = ? AND item = ?"
        try:
            with duckdb.connect() as connection:
                rows = connection.execute(query, [self.reader, WHOLE]).fetchall()
        except duckdb.Error as reason:
            raise CannotWrite(
                f"{self.path} stands there and is no table of readings; choose another place with --out"
            ) from reason
        return [row[0] for row in rows]

    def _waiting(self) -> list[str]:
        """Reports that the journal holds whole; the rows of one that was being written are cut off."""
        if not self.draft.exists():
            return []
        kept: list[str] = []
        whole = at = 0
        with self.draft.open("rb") as file:
            for line in file:
                try:
                    row = loads(line)
                except (JSONDecodeError, UnicodeDecodeError):
                    break
                at += len(line)
                if row["item"] == WHOLE:
                    whole = at
                    if row["reader"] == self.reader:
                        kept.append(row["sha256"])
        os.truncate(self.draft, whole)
        return kept


def _key(sha256: str) -> int:
    """Eight bytes are enough to tell some millions of reports apart, and take little room."""
    return int(sha256[:16], 16)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
