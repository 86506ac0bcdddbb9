"""Files that a command writes: whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from smoulder.records.errors import CannotWrite


def write_whole(path: Path, text: str, option: str = "--out") -> None:
    """Write a text, as `whole_file` does.

    raises: CannotWrite where the folder or the file cannot be written; nothing is left behind.
    """
    with whole_file(path, option) as draft:
        draft.write_text(text, encoding="utf-8", newline="")


@contextmanager
def whole_file(path: Path, option: str = "--out") -> Iterator[Path]:
    """A file beside `path` to write to, which takes its name at the end, so that no half-written file is ever seen.

    option: the one that names the path.
    raises: CannotWrite where the folder or the file cannot be written; nothing is left behind, whatever goes wrong.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as reason:
        raise _refusal(path, reason, option) from reason
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        os.chmod(draft, 0o644)
        os.replace(draft, path)
    except OSError as reason:
        raise _refusal(path, reason, option) from reason
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


def _refusal(path: Path, reason: OSError, option: str) -> CannotWrite:
    return CannotWrite(f"{path} cannot be written ({reason.strerror}); choose another place with {option}")
