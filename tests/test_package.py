"""What a built package holds, and that it works from there, installed as its users install it."""

from __future__ import annotations

import email
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator, Sequence
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "examples" / "iraq-2020.txt"
APART = {"all", "bayes", "spark"}
"""Extras that `all` does not hold: itself, the engine that one test checks the comeback model by, and a cluster's."""


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheels of Smoulder and of its parser, in one folder."""
    folder = tmp_path_factory.mktemp("wheels")
    for project in (ROOT, ROOT / "packages" / "smoulder-en"):
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(build, cwd=project, check=True, capture_output=True)
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder that is emptied afterwards, for an environment takes a gigabyte."""
    folder = tmp_path / "room"
    folder.mkdir()
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


def wheel_of(folder: Path, name: str) -> Path:
    (found,) = folder.glob(f"{name}-*.whl")
    return found


def metadata(wheel: Path) -> Message:
    """The metadata of a wheel."""
    with zipfile.ZipFile(wheel) as packed:
        (name,) = [one for one in packed.namelist() if one.endswith(".dist-info/METADATA")]
        return email.message_from_bytes(packed.read(name))


def run(command: Sequence[str | Path], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A command in a folder, without what the environment of the tests brings to Python."""
    kept = {key: one for key, one in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    return subprocess.run(
        [str(one) for one in command], cwd=folder, env=kept | variables, capture_output=True, text=True
    )


def reach_the_index(python: Path, folder: Path) -> None:
    """Skip where no package can be had."""
    probe = run(
        [python, "-m", "pip", "download", "-q", "--no-deps", "-d", folder, "typing-extensions"], folder
    )
    if probe.returncode:
        pytest.skip("needs a package index, for what Smoulder stands on: none is in reach")


def do_the_main_job(smoulder: Path, folder: Path) -> None:
    """The brief of the example, from a folder where nothing of the project lies."""
    report = shutil.copy(REPORT, folder)
    done = run([smoulder, "assess", report, "--data", "data", "--out", "brief", "--json"], folder)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["question"]["group"] == "Islamic State"
    assert 0 < answer["answer"]["12"]["value"] < 1
    page = (folder / "brief" / "brief.html").read_text(encoding="utf-8")
    assert answer["evidence"][0]["id"] in page


@pytest.mark.slow
def test_a_wheel_holds_every_file_that_the_source_folder_holds(wheels: Path, tmp_path: Path) -> None:
    wheel = wheel_of(wheels, "smoulder")
    packed = set(zipfile.ZipFile(wheel).namelist())
    here = {
        str(path.relative_to(ROOT / "src"))
        for path in (ROOT / "src" / "smoulder").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert here - packed == set()
    assert any(name.endswith("licenses/LICENSE") for name in packed)
    script = f"import sys; sys.path.insert(0, {str(wheel)!r}); import smoulder; print(smoulder.__file__)"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=tmp_path
    )
    assert str(wheel) in done.stdout


@pytest.mark.slow
def test_the_metadata_name_the_command_the_licences_and_each_extra(wheels: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    told = metadata(wheel_of(wheels, "smoulder"))
    assert (told["Name"], told["Version"]) == ("smoulder", project["version"])
    assert told["License-Expression"] == "Apache-2.0"
    assert told["Requires-Python"] == ">=3.11"
    assert set(told.get_all("Provides-Extra") or ()) == set(project["optional-dependencies"])
    assert metadata(wheel_of(wheels, "smoulder_en"))["License-Expression"] == "CC-BY-SA-4.0"
    with zipfile.ZipFile(wheel_of(wheels, "smoulder")) as packed:
        (name,) = [one for one in packed.namelist() if one.endswith(".dist-info/entry_points.txt")]
        assert "smoulder = smoulder.cli.main:run" in packed.read(name).decode()


def test_all_stands_for_every_extra_that_a_form_or_a_verb_asks_for() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["optional-dependencies"]
    (whole,) = extras["all"]
    within = set(re.fullmatch(r"smoulder\[(.+)\]", whole)[1].split(","))  # type: ignore[index]
    asked = {
        name
        for path in [*(ROOT / "src").rglob("*.py"), *(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]
        for found in re.findall(r"smoulder\[([a-z,]+)\]", path.read_text(encoding="utf-8"))
        for name in found.split(",")
    }
    assert asked <= {*extras}
    assert asked - APART <= within
    assert within == {*extras} - APART


@pytest.mark.slow
def test_it_installs_with_pip_into_an_empty_environment_and_does_the_main_job(
    wheels: Path, room: Path
) -> None:
    venv.create(room / "env", with_pip=True)
    python = room / "env" / "bin" / "python"
    reach_the_index(python, room)
    given = [wheel_of(wheels, "smoulder"), wheel_of(wheels, "smoulder_en")]
    installed = run([python, "-m", "pip", "install", "-q", *given], room)
    assert installed.returncode == 0, installed.stderr
    do_the_main_job(room / "env" / "bin" / "smoulder", room)
    script = f"import smoulder; print(smoulder.assess({REPORT.name!r}).headline)"
    assert "within 12 months" in run([python, "-c", script], room).stdout


@pytest.mark.slow
def test_it_installs_with_pipx_beside_its_parser_and_does_the_main_job(wheels: Path, room: Path) -> None:
    pytest.importorskip("pipx")
    folders = {"PIPX_HOME": str(room / "pipx"), "PIPX_BIN_DIR": str(room / "bin"), "PIPX_MAN_DIR": str(room)}
    venv.create(room / "probe", with_pip=True)
    reach_the_index(room / "probe" / "bin" / "python", room)
    pipx = [sys.executable, "-m", "pipx"]
    installed = run([*pipx, "install", wheel_of(wheels, "smoulder")], room, **folders)
    assert installed.returncode == 0, installed.stderr
    beside = run([*pipx, "inject", "smoulder", wheel_of(wheels, "smoulder_en")], room, **folders)
    assert beside.returncode == 0, beside.stderr
    do_the_main_job(room / "bin" / "smoulder", room)
