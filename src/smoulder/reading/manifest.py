"""What was downloaded into a folder: address, size, hash and day of each file, kept in `manifest.json` there."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from datetime import datetime
from pathlib import Path

from pydantic import Field, ValidationError

from smoulder.records.base import Record
from smoulder.records.errors import CannotWrite, FetchFailed

MANIFEST = "manifest.json"


class Fetched(Record):
    """One downloaded file.

    size:     bytes.
    sha256:   of the whole file, in hexadecimal.
    etag, modified: what the server called this state of the file, '' where it said nothing.
    when:     when it was downloaded, with its time zone.
    """

    name: str
    url: str
    size: int
    sha256: str
    etag: str = ""
    modified: str = ""
    when: datetime

    def same_state(self, other: Fetched) -> bool:
        """Whether the server calls both the same state of the same file, or says nothing of either."""
        return (self.url, self.etag, self.modified) == (other.url, other.etag, other.modified)


class Manifest(Record):
    """All downloads of a folder, by file name."""

    files: dict[str, Fetched] = Field(default_factory=dict)


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a folder, an empty one where there is none.

    raises: FetchFailed where `manifest.json` is there and is none.
    """
    path = folder / MANIFEST
    if not path.exists():
        return Manifest()
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except (ValidationError, OSError) as reason:
        raise FetchFailed(
            f"{path} is no list of downloads; move it away and fetch again, or choose another folder with --out"
        ) from reason


def record(folder: Path, fetched: Fetched) -> None:
    """Enter a download into the manifest of its folder: whole or not at all.

    raises: CannotWrite.
    """
    files = {**read_manifest(folder).files, fetched.name: fetched}
    text = Manifest(files=dict(sorted(files.items()))).model_dump_json(indent=2)
    write_beside(folder / MANIFEST, json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n")


def write_beside(path: Path, text: str) -> None:
    """Write a small text under another name, then rename it.

    raises: CannotWrite.
    """
    draft = ""
    try:
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as reason:
        if draft:
            Path(draft).unlink(missing_ok=True)
        raise CannotWrite(
            f"{path} cannot be written ({reason.strerror}); choose another folder with --out"
        ) from reason


def hash_file(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
