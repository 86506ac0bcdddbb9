"""A file that is still on its way: what has arrived of it, and which state of the file that is a part of."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from smoulder.reading.manifest import write_beside
from smoulder.records.base import Record
from smoulder.records.errors import CannotWrite, FetchFailed


class State(Record):
    """Which state of a file a server sends.

    total: bytes of the whole file, None where the server does not say.
    """

    url: str
    etag: str = ""
    modified: str = ""
    total: int | None = None

    @property
    def validator(self) -> str:
        """What to ask the server by whether the file is still the same ('' where nothing is sure enough)."""
        strong = self.etag if self.etag and not self.etag.startswith("W/") else ""
        return strong or self.modified

    def agrees(self, other: State) -> bool:
        """Whether another answer is about the same state; what a server leaves out does not count."""
        pairs = ((self.etag, other.etag), (self.modified, other.modified), (self.total, other.total))
        return all(mine == theirs for mine, theirs in pairs if mine and theirs)


@dataclass(frozen=True, slots=True)
class Part:
    """The hidden files of a download that is not whole yet."""

    folder: Path
    name: str

    @property
    def path(self) -> Path:
        """The bytes so far."""
        return self.folder / f".{self.name}.part"

    @property
    def mark(self) -> Path:
        """The state they belong to."""
        return self.folder / f".{self.name}.part.json"

    def standing(self, url: str) -> tuple[int, State]:
        """Bytes that may be gone on from, and their state; 0 where nothing can be trusted."""
        nothing = 0, State(url=url)
        try:
            state = State.model_validate_json(self.mark.read_bytes())
            size = self.path.stat().st_size
        except (OSError, ValidationError):
            return nothing
        return (size, state) if size and state.url == url and state.validator else nothing

    def begin(self, state: State) -> None:
        """Empty the part and say what it will be a part of. raises: CannotWrite."""
        try:
            self.path.write_bytes(b"")
        except OSError as reason:
            raise CannotWrite(
                f"{self.folder} takes no files ({reason.strerror}); choose another folder with --out"
            ) from reason
        write_beside(self.mark, state.model_dump_json())

    def drop(self) -> None:
        """Throw away what has arrived."""
        self.path.unlink(missing_ok=True)
        self.mark.unlink(missing_ok=True)

    def finish(self) -> Path:
        """Give the whole file its name. raises: CannotWrite."""
        whole = self.folder / self.name
        try:
            with self.path.open("rb") as file:
                os.fsync(file.fileno())
            os.replace(self.path, whole)
        except OSError as reason:
            raise CannotWrite(
                f"{whole} cannot be written ({reason.strerror}); choose another folder with --out"
            ) from reason
        self.mark.unlink(missing_ok=True)
        return whole


@contextmanager
def hold(folder: Path) -> Iterator[None]:
    """Make the folder and keep other downloads out of it.

    raises: CannotWrite where it cannot be made, FetchFailed where another download is at work there.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = (folder / ".fetch.lock").open("a")
    except OSError as reason:
        raise CannotWrite(
            f"{folder} takes no files ({reason.strerror}); choose another folder with --out"
        ) from reason
    with lock:
        try:
            import fcntl  # where there is none, the check of the whole file still catches a mixture

            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ModuleNotFoundError:
            pass
        except OSError as reason:
            raise FetchFailed(
                f"another download is at work in {folder}; let it end, or choose another folder with --out"
            ) from reason
        yield
