"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smoulder.records.errors import CannotWrite


def write_whole(path: Path, text: str) -> None:
    """Write a text, as `whole_file` does.

    raises: CannotWrite where the folder or the file cannot be written; nothing is left behind.
    """
    with whole_file(path) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A file beside `path` to write to, which takes its name at the end, so that no half-written file is ever seen.

    raises: CannotWrite where the folder or the file cannot be written; nothing is left behind, whatever goes wrong.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as reason:
        raise _refusal(path, reason) from reason
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as reason:
        raise _refusal(path, reason) from reason
    finally:
        draft.unlink(missing_ok=True)


def check_folder(folder: Path, option: str) -> None:
    """See that files can be written in a folder, before work is put into what would stand there;
    nothing is left there.

    raises: CannotWrite with the option that chooses another folder.
    """
    standing = next(one for one in (folder, *folder.absolute().parents) if one.exists())
    if not standing.is_dir():
        raise CannotWrite(f"{folder} cannot be a folder: {standing} is a file; choose another with {option}")
    try:
        with tempfile.TemporaryFile(dir=standing):
            pass
    except OSError as reason:
        raise CannotWrite(
            f"{folder} cannot be written: {standing} takes no files ({reason.strerror}); "
            f"choose another with {option}"
        ) from reason


def _refusal(path: Path, reason: OSError) -> CannotWrite:
    return CannotWrite(f"{path} cannot be written ({reason.strerror}); choose another place with --out")
