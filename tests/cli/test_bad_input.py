"""What a person gets wrong: one line that says what, where and what to do; exit code 2; nothing written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.forked import Nursery

NORTH = (
    "Officials said on Monday that fighters had pulled back from the valley. The governor said the road "
    "was open again and that markets would reopen within a week. Residents said that they were tired of waiting. "
)
GERMAN = (
    "Die Regierung teilte am Montag mit, dass die Kämpfer sich aus dem Tal zurückgezogen haben. "
    "Nach Angaben des Gouverneurs ist die Straße wieder offen, und die Märkte sollen bald öffnen. "
) * 3
NO_ARTICLE = (
    "<!doctype html><html><head><title>Shop</title></head><body><nav><a href='/'>Home</a>"
    "<a href='/cart'>Cart</a></nav><form><input name='q'></form></body></html>"
)

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def nursery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    with Nursery(tmp_path_factory.mktemp("streams")) as nursery:
        yield nursery


def bare(folder: Path) -> dict[str, str]:
    """An environment in which nothing is set that matters here."""
    return {"PATH": "/usr/bin:/bin", "HOME": str(folder / "nonexistent")}


@pytest.fixture
def smoulder(nursery: Nursery, tmp_path: Path) -> Run:
    """The real command as a process of its own, in an empty folder, with its data folder inside."""
    return lambda *arguments: nursery.run(arguments, tmp_path, bare(tmp_path))


@pytest.fixture
def piped(tmp_path: Path) -> Run:
    """The real command, started anew, with something on a true pipe; the first argument is what comes in."""

    def run(content: bytes, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", "from smoulder.cli.main import run; run()", *arguments]
        done = subprocess.run(
            command, cwd=tmp_path, env=bare(tmp_path), input=content, capture_output=True, check=False
        )
        return subprocess.CompletedProcess(
            arguments, done.returncode, done.stdout.decode(), done.stderr.decode()
        )

    return run


def refused(done: subprocess.CompletedProcess[str], folder: Path, before: set[Path]) -> str:
    """Hold the form of a refusal; gives its line."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.startswith("smoulder: ")
    assert done.stderr.count("\n") == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert ";" in done.stderr, "the line names no cure"
    assert {path for path in folder.rglob("*") if path.is_file()} == before, "a file was left behind"
    return done.stderr


BAD_FILES = {
    "empty": (b"", "empty"),
    "only spaces": (b" \n\t\n", "empty"),
    "binary": (bytes(range(256)) * 40, "bad.txt"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(500), "picture"),
    "html without an article": (NO_ARTICLE.encode(), "article"),
    "german": (GERMAN.encode(), "English"),
    "russian": (("Боевики отошли из долины, сообщили власти в понедельник. " * 8).encode(), "English"),
    "no armed group": ((NORTH * 2).encode(), "--group"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_report_that_cannot_be_used_is_refused(kind: str, smoulder: Run, tmp_path: Path) -> None:
    content, word = BAD_FILES[kind]
    (tmp_path / "bad.txt").write_bytes(content)
    said = refused(smoulder("assess", "bad.txt", "--out", "out"), tmp_path, {tmp_path / "bad.txt"})
    assert word in said


@pytest.mark.parametrize("kind", ["empty", "binary", "html without an article", "german"])
def test_reading_refuses_what_assessing_refuses(kind: str, smoulder: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(BAD_FILES[kind][0])
    refused(smoulder("read", "bad.txt", "--out", "reading.json"), tmp_path, {tmp_path / "bad.txt"})


@pytest.mark.parametrize("verb", ["read", "assess"])
def test_a_pipe_is_held_to_the_same_rules(verb: str, piped: Run, tmp_path: Path) -> None:
    assert "standard input" in refused(piped(b"", verb, "-"), tmp_path, set())


@pytest.mark.parametrize("verb", ["read", "assess"])
def test_a_file_of_50_megabytes_is_refused(verb: str, smoulder: Run, tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(50_000_000)
    assert "50 MB" in refused(smoulder(verb, "large.txt"), tmp_path, {large})


def test_a_pipe_of_50_megabytes_is_refused(piped: Run, tmp_path: Path) -> None:
    assert "MB" in refused(piped(b"a word " * 7_000_000, "read", "-"), tmp_path, set())


def test_a_file_that_is_not_there_and_a_folder_are_refused(smoulder: Run, tmp_path: Path) -> None:
    assert "nowhere.txt" in refused(smoulder("assess", "nowhere.txt"), tmp_path, set())
    (tmp_path / "folder").mkdir()
    assert "folder" in refused(smoulder("read", "folder"), tmp_path, set())


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("assess",), "--group"),
        (("assess", "--group", "Islamic State"), "--country"),
        (("assess", "--country", "Iraq"), "--group"),
        (("assess", "--group", "Order of the Silver Teapot", "--country", "Iraq"), "Silver Teapot"),
        (("assess", "--group", "Islamic State", "--country", "Atlantis"), "Atlantis"),
        (("assess", "--group", "LTTE", "--country", "Iraq"), "Sri Lanka"),
        (("group", "Order of the Silver Teapot"), "Silver Teapot"),
        (("series", "LTTE", "--country", "Iraq"), "Sri Lanka"),
        (("series", "Order of the Silver Teapot", "--country", "Iraq"), "Silver Teapot"),
        (("case", "show", "is-iraq-2020-01-23-0000", "--data", "nowhere"), "case list"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, tuple) else "",
)
def test_a_group_country_or_case_that_is_not_there_is_refused(
    arguments: tuple[str, ...], word: str, smoulder: Run, tmp_path: Path
) -> None:
    done = smoulder(*arguments)
    assert done.returncode == 2
    assert done.stdout == ""
    lines = [line for line in done.stderr.splitlines() if not line.startswith("Data folder: ")]
    assert len(lines) == 1
    assert word in lines[0]


@pytest.mark.parametrize("person", ["Abu Bakr al-Baghdadi", "Velupillai Prabhakaran", "Alexus Grynkewich"])
@pytest.mark.parametrize(
    "call",
    [
        ("group", "{}"),
        ("assess", "--country", "Iraq", "--group", "{}"),
        ("series", "{}", "--country", "Iraq"),
    ],
)
def test_a_person_is_refused_as_a_group(
    person: str, call: tuple[str, ...], smoulder: Run, tmp_path: Path
) -> None:
    said = refused(smoulder(*(word.format(person) for word in call)), tmp_path, set())
    assert "person" in said


@pytest.mark.parametrize("day", ["2020-02-30", "yesterday", "23.01.2020", "2020-13", ""])
def test_a_date_that_is_none_is_refused(day: str, smoulder: Run, tmp_path: Path) -> None:
    asked = ("--group", "Islamic State", "--country", "Iraq", "--as-of", day)
    assert repr(day) in refused(smoulder("assess", *asked), tmp_path, set())


@pytest.mark.parametrize("place", ["file/brief", "file", "/proc/brief"])
def test_an_output_folder_that_cannot_be_written_is_refused(
    place: str, smoulder: Run, tmp_path: Path
) -> None:
    if place.startswith("/proc") and not Path("/proc/self").is_dir():
        pytest.skip("needs /proc, a folder that not even root can write")
    (tmp_path / "file").write_text("in the way")
    asked = ("--group", "Islamic State", "--country", "Iraq", "--as-of", "2018-12-31", "--out", place)
    assert "--out" in refused(smoulder("assess", *asked), tmp_path, {tmp_path / "file"})
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_data_folder_that_cannot_be_written_is_refused(smoulder: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    asked = ("--group", "Islamic State", "--country", "Iraq", "--as-of", "2018-12-31", "--data", "file")
    assert "--data" in refused(smoulder("assess", *asked), tmp_path, {tmp_path / "file"})


def test_a_reading_that_cannot_be_written_is_refused(smoulder: Run, tmp_path: Path, root: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    example = str(root / "examples" / "iraq-2020.txt")
    done = smoulder("read", example, "--out", "file/reading.json")
    assert "--out" in refused(done, tmp_path, {tmp_path / "file"})
