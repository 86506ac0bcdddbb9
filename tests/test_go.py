"""What ./go does, with stand-ins for uv and pip that note their calls: no network, nothing installed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

UV = """#!/bin/sh
echo "uv $*" >>"$CALLS"
case "$1" in
venv) mkdir -p .venv/bin && ln -sf "$PYTHON" .venv/bin/python ;;
pip) [ "$2" != sync ] || [ ! -f "$CALLS.sync-fails" ] || exit 1 ;;
esac
"""
PYTHON = """#!/bin/sh
case "$1 $2" in
"-m pip")
    case "$3" in
    config) [ -z "$MIRROR" ] || echo "global.index-url='$MIRROR'" ;;
    install) echo "pip install" >>"$CALLS"; mkdir -p .tools/bin; cp "$UV" .tools/bin/uv ;;
    esac ;;
*) exec "$PYTHON" "$@" ;;
esac
"""
NOTE = '#!/bin/sh\necho "$(basename "$0") $*" >>"$CALLS"\n[ ! -f "$CALLS.$(basename "$0")-fails" ]\n'


class Checkout:
    """A folder with ./go, a stand-in python3 first on its path, and a file of noted calls."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "a place with spaces"
        self.calls_file = folder / "calls"
        self.bin = folder / "bin"
        english = self.folder / "packages" / "smoulder-en"
        for path in (self.folder / "requirements", self.folder / "tests" / "store", english, self.bin):
            path.mkdir(parents=True)
        (english / "pyproject.toml").write_text("")
        shutil.copy(ROOT / "go", self.folder / "go")
        (self.folder / "pyproject.toml").write_text("")
        for name in ("run", "test"):
            (self.folder / "requirements" / f"{name}.txt").write_text(name)
        self.script(self.bin / "python3", PYTHON)
        self.script(folder / "uv", UV)
        self.environment = {
            "PATH": f"{self.bin}:/usr/bin:/bin",
            "HOME": str(folder / "nonexistent"),
            "CALLS": str(self.calls_file),
            "PYTHON": sys.executable,
            "UV": str(folder / "uv"),
        }

    def script(self, path: Path, text: str) -> None:
        path.write_text(text)
        path.chmod(0o755)

    def go(self, *arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            ["./go", *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    def calls(self) -> list[str]:
        """The first words of the calls since the last look."""
        lines = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return [" ".join(line.split()[:3]) for line in lines]


INSTALL = ["uv venv --quiet", "uv pip sync", "uv pip install"]


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_a_first_call_installs_and_a_second_calls_neither_uv_nor_pip(checkout: Checkout) -> None:
    assert checkout.go("python", "-c", "print(7 * 6)").stdout == "42\n"
    assert checkout.calls() == ["pip install", *INSTALL]
    shutil.rmtree(checkout.folder / ".tools")
    assert checkout.go("python", "-c", "print(7 * 6)").stdout == "42\n"
    assert checkout.calls() == []


@pytest.mark.parametrize("changed", ["requirements/run.txt", "pyproject.toml"])
def test_a_changed_lock_or_project_installs_again(checkout: Checkout, changed: str) -> None:
    checkout.go("true")
    checkout.calls()
    (checkout.folder / changed).write_text("changed")
    checkout.go("true")
    assert checkout.calls()[-3:] == INSTALL


def test_a_moved_folder_installs_again(checkout: Checkout) -> None:
    checkout.go("true")
    checkout.calls()
    checkout.folder = checkout.folder.rename(checkout.folder.with_name("moved"))
    checkout.go("true")
    assert checkout.calls()[-3:] == INSTALL


def test_an_install_that_breaks_off_is_told_and_done_again(checkout: Checkout) -> None:
    fails = checkout.calls_file.with_name("calls.sync-fails")
    fails.touch()
    said = checkout.go("true", code=1).stderr
    assert "go: could not install requirements/run.txt; is the package index reachable?" in said
    checkout.calls()
    fails.unlink()
    checkout.go("true")
    assert checkout.calls()[-3:] == INSTALL


def test_an_environment_for_tests_serves_to_run_as_well(checkout: Checkout) -> None:
    checkout.go("test", "types", code=127)  # mypy is not there, as nothing was really installed
    assert checkout.calls()[-3:] == INSTALL
    checkout.go("true")
    assert checkout.calls() == []


def test_tests_run_every_check_and_stop_at_the_first_that_fails(checkout: Checkout) -> None:
    checkout.go("test", "types", code=127)
    checkout.calls()
    for name in ("ruff", "mypy", "pytest"):
        checkout.script(checkout.folder / ".venv" / "bin" / name, NOTE)
    checkout.go("test")
    assert checkout.calls() == ["ruff check .", "ruff format --check", "mypy", "pytest -n 2"]
    checkout.go("test", "store", "-x")
    assert checkout.calls() == ["pytest tests/store -x"]
    checkout.go("test", "slow")
    assert checkout.calls() == ["pytest -n 2", "pytest -m timed"]
    checkout.go("test", "slow", "-x")
    assert checkout.calls() == ["pytest -m slow"]
    checkout.calls_file.with_name("calls.mypy-fails").touch()
    checkout.go("test", code=1)
    assert checkout.calls()[-1] == "mypy"


def test_tests_get_a_home_in_the_folder_where_there_is_none(checkout: Checkout) -> None:
    checkout.go("test", "types", code=127)
    for name in ("ruff", "mypy"):
        checkout.script(
            checkout.folder / ".venv" / "bin" / name, '#!/bin/sh\necho "home $HOME"; test -w "$HOME"\n'
        )
    assert checkout.go("test", "types").stdout == f"home {checkout.folder}/.tools/home\n"
    checkout.environment["HOME"] = str(checkout.bin)
    assert checkout.go("test", "types").stdout == f"home {checkout.bin}\n"


def test_a_part_that_is_not_there_is_told_with_those_that_are(checkout: Checkout) -> None:
    said = checkout.go("test", "nope", code=1).stderr
    assert "no tests/nope; parts are: lint types slow browser spark store" in said


def test_uv_keeps_its_cache_in_the_folder_where_there_is_no_home(checkout: Checkout, tmp_path: Path) -> None:
    uv = UV + 'echo "cache ${UV_CACHE_DIR:-its own} ${UV_DEFAULT_INDEX:-}" >>"$CALLS"\n'
    checkout.script(tmp_path / "uv", uv)
    checkout.environment["MIRROR"] = "http://127.0.0.1:9/simple"
    checkout.go("true")
    lines = checkout.calls_file.read_text().splitlines()
    assert f"cache {checkout.folder}/.tools/cache http://127.0.0.1:9/simple" in lines
    checkout.calls()
    checkout.environment |= {"HOME": str(tmp_path), "MIRROR": ""}
    (checkout.folder / "pyproject.toml").write_text("changed")
    checkout.go("true")
    assert "cache its own " in checkout.calls_file.read_text().splitlines()


@pytest.mark.parametrize(
    ("python", "said"),
    [
        (None, "no python3 found; install Python 3.11 or later with pip"),
        ("#!/bin/sh\nexit 1\n", "python3 is older than 3.11 or does not start; install Python 3.11"),
        ('#!/bin/sh\n[ "$1" != -m ]\n', "python3 has no pip; install Python 3.11"),
    ],
    ids=["none", "too old", "no pip"],
)
def test_a_machine_without_a_fit_python_is_told_in_one_line(
    checkout: Checkout, python: str | None, said: str
) -> None:
    tools = checkout.bin.with_name("tools")
    tools.mkdir()
    for name in ("sh", "dirname", "cat", "cksum"):
        os.symlink(str(shutil.which(name)), tools / name)
    checkout.environment["PATH"] = f"{checkout.bin}:{tools}"
    if python is None:
        (checkout.bin / "python3").unlink()
    else:
        checkout.script(checkout.bin / "python3", python)
    error = checkout.go("true", code=1).stderr
    assert said in error
    assert error.count("\n") == 1


def test_the_check_of_the_project_runs_all_tests_and_nothing_else() -> None:
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    does = [line for line in lines if line and not line.startswith("#")]
    checks = ["./go test", "./go test slow", "./go test browser", "./go test spark"]
    assert does == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', *checks]


def test_the_locks_name_no_address_and_agree_on_versions() -> None:
    pins: dict[str, set[str]] = {}
    for name in ("run", "test"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        assert "://" not in text
        lines = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert all("==" in line for line in lines)
        assert text.count("--hash=sha256:") >= len(lines)
        pins[name] = {
            line.rstrip("\\ ").partition(" ;")[0] for line in lines
        }  # a platform's marker may differ
    assert pins["run"] <= pins["test"]
