"""The folder that readings of an archive are written to, so that a stop at any moment neither loses nor doubles one.

What a task wrote waits in a hidden folder. A small file in `.commits` takes it in: from then on it counts, and only
then is it moved to where readers look. A run that was stopped is put right by the next: what was taken in is moved,
and what was not is removed.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from smoulder.records.errors import CannotWrite
from smoulder.store.spark.read_place import open_place

READINGS, CLUSTERS = "readings", "clusters"
"""The tables: what was found in reports, with one row at least for each; and which reports are near copies."""
_STAGING, _COMMITS = ".staging", ".commits"


@dataclass(frozen=True, slots=True)
class Piece:
    """What one task wrote: a file of a table.

    name:   of the file, without its ending. task: the number of the task; its second try writes another piece.
    reader: what the reports were read by.
    counts: reports by what became of them. failed: reasons of some that could not be read.
    """

    name: str
    task: int
    reader: str
    table: str = READINGS
    counts: dict[str, int] = field(default_factory=dict)
    failed: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """Its place in the folder."""
        return f"{self.table}/{self.name}.parquet"

    @property
    def draft(self) -> str:
        """Its name where it waits."""
        return f"{self.name}.{self.table}.parquet"


class ReadingsFolder:
    """A folder of readings, for one run at a time.

    address: a path, or an address such as 's3://desk/readings', that all machines of the cluster see.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.system, self.path = open_place(address)
        self.pieces: dict[str, Piece] = {}
        self._number = 0
        self._lock = -1

    def start(self) -> None:
        """Put right what a run that was stopped has left.

        raises: CannotWrite where the folder cannot be made or read, or another run is writing to it.
        """
        try:
            for part in (READINGS, CLUSTERS, _COMMITS, _STAGING):
                self.system.create_dir(f"{self.path}/{part}", recursive=True)
            self._hold()
            removed: set[str] = set()
            for name in sorted(self._names(_COMMITS)):
                commit = json.loads(self._read(f"{_COMMITS}/{name}"))
                self._number = int(name.partition(".")[0])
                added = [_piece(one) for one in commit["added"]]
                self.pieces |= {one.name: one for one in added}
                removed.update(
                    self.pieces.pop(gone).file for gone in commit["removed"] if gone in self.pieces
                )
            self._remove(removed)
            waiting = {name.rpartition("/")[2]: name for name in self._names(_STAGING, below=True)}
            for piece in self.pieces.values():
                if piece.draft in waiting:
                    self._move(waiting[piece.draft], piece)
            self.system.delete_dir_contents(f"{self.path}/{_STAGING}", missing_dir_ok=True)
        except OSError as reason:
            raise CannotWrite(
                f"{self.address} cannot be written ({reason}); choose another folder with --out"
            ) from reason

    def finish(self) -> None:
        """Write all commits as one."""
        # the oldest goes first: without a later one, what that had taken out would count again
        old = sorted(self._names(_COMMITS))
        if len(old) > 1:
            self._write_commit(list(self.pieces.values()), [])
            for name in old:
                self.system.delete_file(f"{self.path}/{_COMMITS}/{name}")
        self.system.delete_dir_contents(f"{self.path}/{_STAGING}", missing_dir_ok=True)

    def close(self) -> None:
        """Let another run write to the folder."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1

    def staging(self, run: str) -> str:
        """Where the tasks of a run write, as a path or an address."""
        self.system.create_dir(f"{self.path}/{_STAGING}/{run}", recursive=True)
        return f"{self.address.rstrip('/')}/{_STAGING}/{run}"

    def waiting(self, run: str) -> list[Piece]:
        """What tasks of a run have written whole and nobody has taken in."""
        names = [name for name in self._names(f"{_STAGING}/{run}") if name.endswith(".json")]
        return [_piece(json.loads(self._read(f"{_STAGING}/{run}/{name}"))) for name in names]

    def take(self, run: str, pieces: Sequence[Piece], removed: Sequence[str] = ()) -> None:
        """Take pieces of a run in, and others out in the same moment.

        removed: names of pieces that no longer count.
        """
        self._write_commit(pieces, removed)
        self._remove(self.pieces.pop(name).file for name in removed if name in self.pieces)
        for piece in pieces:
            self.pieces[piece.name] = piece
            self._move(f"{_STAGING}/{run}/{piece.draft}", piece)
            self.drop(run, piece)

    def drop(self, run: str, piece: Piece) -> None:
        """Let a piece go that another try of its task has made needless, or that has been taken in."""
        self._remove(f"{_STAGING}/{run}/{name}" for name in (f"{piece.name}.json", piece.draft))

    def place(self, file: str) -> str:
        """A file of the folder as a path or an address."""
        return f"{self.address.rstrip('/')}/{file}"

    def files(self, table: str, reader: str = "") -> list[str]:
        """The files of a table that count, as paths or addresses; of one reader, where one is given."""
        pieces = [one for one in self.pieces.values() if one.table == table and reader in ("", one.reader)]
        return [self.place(one.file) for one in pieces]

    def _hold(self) -> None:
        """Keep other runs out, where the file system knows locks; the system lets go when this process ends."""
        if self.system.type_name != "local" or self._lock >= 0:
            return
        self._lock = os.open(f"{self.path}/.lock", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as reason:
            self.close()
            raise CannotWrite(f"another run is writing to {self.address}; try again after it") from reason

    def _move(self, waiting: str, piece: Piece) -> None:
        self.system.move(f"{self.path}/{waiting}", f"{self.path}/{piece.file}")

    def _write_commit(self, added: Sequence[Piece], removed: Sequence[str]) -> None:
        self._number += 1
        name = f"{self._number:010d}.json"
        text = json.dumps({"added": [asdict(one) for one in added], "removed": list(removed)})
        draft = f"{self.path}/{_STAGING}/{name}"
        with self.system.open_output_stream(draft) as out:
            out.write(text.encode())
        self.system.move(draft, f"{self.path}/{_COMMITS}/{name}")

    def _remove(self, files: Iterable[str]) -> None:
        from pyarrow.fs import FileType

        for file in files:
            path = f"{self.path}/{file}"
            if self.system.get_file_info(path).type == FileType.File:
                self.system.delete_file(path)

    def _names(self, part: str, below: bool = False) -> list[str]:
        """Names of the files of a part; with those of its folders, as paths in this folder."""
        from pyarrow.fs import FileSelector, FileType

        selector = FileSelector(f"{self.path}/{part}", allow_not_found=True, recursive=below)
        found = [one for one in self.system.get_file_info(selector) if one.type == FileType.File]
        return [one.path[len(self.path) + 1 :] if below else one.base_name for one in found]

    def _read(self, file: str) -> bytes:
        with self.system.open_input_file(f"{self.path}/{file}") as held:
            return bytes(held.read())


def name_of_piece(task: int) -> str:
    """A name that no other piece has, whatever try of whatever run writes it."""
    return f"{task:06d}-{os.urandom(8).hex()}"


def hand_in(piece: Piece, place: str) -> None:
    """Say that a piece is whole: written last and under another name at first, so that whoever sees it sees all.

    place: the folder it waits in, as a path or an address.
    """
    system, path = open_place(place)
    with system.open_output_stream(f"{path}/{piece.name}.draft") as out:
        out.write(json.dumps(asdict(piece)).encode())
    system.move(f"{path}/{piece.name}.draft", f"{path}/{piece.name}.json")


def _piece(found: dict[str, Any]) -> Piece:  # Any: JSON
    return Piece(**{**found, "failed": tuple(found["failed"])})
