"""Files that come with a job: taken piece by piece, under a name that leads nowhere."""

from __future__ import annotations

import re
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from smoulder.records.errors import BadEntry
from smoulder.web.guard.refused import TooLarge
from smoulder.web.jobs.doing import INBOX
from smoulder.web.jobs.folders import folder_of
from smoulder.web.jobs.kinds import Upload

if TYPE_CHECKING:
    from typing import IO

    from smoulder.store.jobs import Job

MOST_FILES, MOST_BYTES = 50, 64 * 2**20
"""Of one job; what is larger is put into the inbox by whoever keeps the server."""
MOST_LISTED = 500
_PIECE = 2**20
LONGEST = 100
"""Letters of a name, before a number is put to it."""
_ODD, _ENDING = re.compile(r"[^A-Za-z0-9._-]+"), re.compile(r"(?:\.tar)?\.[^.]{1,20}$")


class Sent(Protocol):
    """A file as a form brings it."""

    @property
    def filename(self) -> str | None:
        """As the browser names it."""
        ...

    @property
    def file(self) -> IO[bytes]:
        """What is in it."""
        ...


def safe_name(given: str) -> str:
    """A name without a path, without what a shell, a command or a browser could take for more, and with its ending.

    >>> [safe_name(one) for one in ("../../etc/passwd.csv", "C:\\\\x\\\\GED v26.zip", "-rf", ".hidden", "")]
    ['passwd.csv', 'GED_v26.zip', 'rf', 'hidden', 'file']

    A name in other letters keeps its ending, by which a reader tells what the file is.

    >>> safe_name("\u062a\u0642\u0631\u064a\u0631.csv"), safe_name("\u0627.tar.gz")
    ('file.csv', 'file.tar.gz')
    """
    last = re.split(r"[/\\]", given)[-1]
    plain = _ODD.sub("_", last.lstrip("._-"))
    first, dot, endings = plain.partition(".")
    stem, ending = _parted(plain.lstrip("._-") if first.strip("_-") else f"file{dot}{endings}")
    return f"{stem[: LONGEST - len(ending)]}{ending}"


def _parted(name: str) -> tuple[str, str]:
    """A name and its ending with the dot, '.tar.gz' as one; '' where that is longer than an ending is."""
    ending = _ENDING.search(name)
    return (name[: ending.start()], ending[0]) if ending else (name, "")


def _free(name: str, taken: Collection[str]) -> str:
    """A name that is not taken yet, numbered where it was; case is nothing that tells two files apart everywhere.

    >>> _free("a.csv", {"a.csv", "a-2.csv"})
    'a-3.csv'
    """
    stem, ending = _parted(name)
    tries = (name, *(f"{stem}-{number}{ending}" for number in range(2, len(taken) + 2)))
    return next(one for one in tries if one.lower() not in taken)


@contextmanager
def taken(data: Path, job_id: str, sent: Sequence[Sent]) -> Iterator[tuple[Upload, ...]]:
    """The files of a form, kept in the folder of a job that is about to be put; gone again where it is not.

    raises: BadEntry for none or too many, TooLarge.
    """
    folder = folder_of(data, job_id)
    try:
        yield _kept(folder / "in", [one for one in sent if one.filename])
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def settle(data: Path, job_id: str, job: Job) -> None:
    """Remove what was kept for a job that waits already under another id."""
    if job.id != job_id:
        shutil.rmtree(folder_of(data, job_id), ignore_errors=True)


def inbox_files(data: Path) -> list[str]:
    """What lies in the inbox and can be named: files and folders, at most `MOST_LISTED`."""
    inbox = (data / INBOX).resolve()
    if not inbox.is_dir():
        return []
    names = sorted(
        one.name
        for one in inbox.iterdir()
        if one.name[0] not in ".-" and one.name.isprintable() and one.resolve().is_relative_to(inbox)
    )
    return names[:MOST_LISTED]


def _kept(folder: Path, sent: Sequence[Sent]) -> tuple[Upload, ...]:
    if len(sent) > MOST_FILES:
        raise BadEntry(
            f"{len(sent)} files are too many; send at most {MOST_FILES}, or put them into the inbox"
        )
    left = MOST_BYTES
    kept: list[Upload] = []
    for one in sent:
        folder.mkdir(parents=True, exist_ok=True)
        name = _free(safe_name(one.filename or ""), {there.name.lower() for there in kept})
        digest = sha256()
        with (folder / name).open("xb") as into:
            while piece := one.file.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise TooLarge(
                        f"more was sent than the {MOST_BYTES // 2**20} MB that are taken at once; "
                        "put the files into the inbox of the data folder"
                    )
                digest.update(piece)
                into.write(piece)
        kept.append(Upload(name=name, sha256=digest.hexdigest()))
    return tuple(kept)
