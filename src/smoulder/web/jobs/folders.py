"""Where the files of jobs lie: below `jobs` in the data folder, a folder for each job, removed when it is old."""

from __future__ import annotations

import os
import re
import secrets
import shutil
from collections.abc import Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from smoulder.records.errors import BadSetting, CannotWrite

KEPT = timedelta(days=30)
"""So long after its end the files of a job are kept; its row stays."""
STRAY = timedelta(days=1)
"""So long files are kept that no job came for."""
_ID = re.compile(r"[0-9a-f]{12}")
_PLACE, _WAKE = "place", "wake"


def jobs_folder(data: Path) -> Path:
    """The folder of all jobs of a data folder, made where there is none.

    raises: CannotWrite.
    """
    folder = data / "jobs"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as reason:
        raise CannotWrite(f"{folder} cannot be made ({reason.strerror}); see who owns {data}") from reason
    return folder


def folder_of(data: Path, job_id: str) -> Path:
    """The folder of one job: `in` for what was sent, `out` for what it made, and `log.txt`; not yet made.

    raises: BadSetting where the id is none, so that it leads nowhere else.
    """
    if not _ID.fullmatch(job_id):
        raise BadSetting(f"job {job_id!r} is not there; an id has twelve characters of 0 to 9 and a to f")
    return data / "jobs" / job_id


def place_of(data: Path) -> str:
    """What names a data folder: several share one ledger, and each does its own jobs.

    returns: a digest of a name that is drawn once and lies in the folder, so that it goes with it when it is moved or
             restored.
    raises:  CannotWrite.
    """
    file = data / "jobs" / _PLACE
    try:
        with suppress(FileNotFoundError):
            return sha256(file.read_bytes()).hexdigest()
        with suppress(FileExistsError):
            draft = jobs_folder(data) / f".{_PLACE}.{secrets.token_hex(4)}"
            draft.write_text(secrets.token_hex(16))
            try:
                os.link(draft, file)  # whole or not at all, and the first one stays
            finally:
                draft.unlink()
        return sha256(file.read_bytes()).hexdigest()
    except OSError as reason:
        raise CannotWrite(f"{file} cannot be made or read ({reason.strerror})") from reason


def wake_file(data: Path) -> Path:
    """The pipe by which whoever works at the jobs is woken."""
    return data / "jobs" / _WAKE


def wake(data: Path) -> None:
    """Let whoever works at the jobs of a data folder look at them now; nothing where nobody does."""
    with suppress(OSError):
        handle = os.open(wake_file(data), os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(handle, b"\n")
        finally:
            os.close(handle)


def sweep(data: Path, over: dict[str, datetime], known: Collection[str], now: datetime) -> list[str]:
    """Remove the folders of jobs that came to their end long ago, and those that no job came for.

    over:    when each job ended that did; known: ids of all jobs that are there.
    returns: ids of the folders that were removed.
    """
    gone = []
    for folder in sorted(jobs_folder(data).iterdir()):
        if not folder.is_dir() or not _ID.fullmatch(folder.name):
            continue
        ended = over.get(folder.name)
        made = datetime.fromtimestamp(folder.stat().st_mtime, UTC)
        old = ended is not None and now - ended > KEPT
        if old or (folder.name not in known and now - made > STRAY):
            shutil.rmtree(folder, ignore_errors=True)
            gone.append(folder.name)
    return gone
