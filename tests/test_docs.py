"""Every command, option and setting is documented, and what the documents show can be typed."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from smoulder.cli.main import app
from smoulder.cli.settings import allowed
from smoulder.cli.settings_file import FOLDERS, OTHER_VARIABLES
from smoulder.cli.thresholds import CHOICES, THRESHOLDS, option_of

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]


def commands() -> dict[str, typer.core.TyperCommand]:
    """Every command by the words that call it."""
    found = {}
    for name, command in typer.main.get_command(app).commands.items():  # type: ignore[attr-defined]
        below = getattr(command, "commands", None)
        found.update({f"{name} {n}": c for n, c in below.items()} if below else {name: command})
    return found


def sections(text: str) -> dict[str, str]:
    """The text under each heading of the second level."""
    parts = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def examples() -> Iterator[tuple[Path, str]]:
    """Every line of the documents' code blocks, and of the help, that calls Smoulder."""
    for document in DOCUMENTS:
        for block in re.findall(r"^```(?:sh)?\n(.*?)^```", document.read_text(), re.MULTILINE | re.DOTALL):
            for line in block.splitlines():
                calls = re.findall(r"(?:^|\| |\./go )(smoulder [^|<#]+)", line)
                yield from ((document, call.strip()) for call in calls)
    for name, command in commands().items():
        yield Path(f"smoulder {name} --help"), str(command.epilog).removeprefix("Example:").strip()


EXAMPLES = list(examples())


@pytest.mark.parametrize("name", commands())
def test_every_command_has_a_section_that_names_each_option_and_shows_an_example(name: str) -> None:
    text = sections((ROOT / "docs" / "start.md").read_text()).get(f"smoulder {name}", "")
    assert f"\nsmoulder {name}" in text, f"docs/start.md has no example of smoulder {name}"
    for one in commands()[name].params:
        if one.param_type_name == "argument":
            assert f"`{one.metavar or str(one.name).upper()}`" in text
        else:
            assert all(f"`{option}`" in text for option in one.opts if option != "--help"), one.opts


def test_no_section_documents_a_command_that_is_not_there() -> None:
    headings = sections((ROOT / "docs" / "start.md").read_text())
    told = {heading.removeprefix("smoulder ") for heading in headings if heading.startswith("smoulder ")}
    assert told == set(commands())


@pytest.mark.parametrize("name", THRESHOLDS | CHOICES)
def test_every_threshold_and_choice_is_documented_with_its_default_and_what_is_allowed(name: str) -> None:
    default = (THRESHOLDS | CHOICES)[name][0]
    row = f"| `{name}` | `{option_of(name)}` | `SMOULDER_{name.upper()}` | {default} | {allowed(name)} |"
    assert row in (ROOT / "docs" / "settings.md").read_text()


def test_every_folder_and_variable_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text()
    assert all(f"| `{name}` | `--{name}` | `SMOULDER_{name.upper()}` |" in text for name in FOLDERS)
    assert all(f"`{name}`" in text for name in OTHER_VARIABLES)


@pytest.mark.parametrize(("where", "line"), EXAMPLES, ids=[line for _, line in EXAMPLES])
def test_every_example_names_a_command_and_options_that_are_there(where: Path, line: str) -> None:
    words = shlex.split(line.replace("…", ""))[1:]
    if not words:
        return
    name = next((n for n in commands() if words[: len(n.split())] == n.split()), None)
    assert name, f"{where}: no such command: {line}"
    known = {option for one in commands()[name].params for option in (*one.opts, *one.secondary_opts)} | {
        "--help"
    }
    assert {word for word in words if word.startswith("--")} <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_between_documents_lead_somewhere(document: Path) -> None:
    text = re.sub(r"```.*?```", "", document.read_text(), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        file = (document.parent / path) if path else document
        assert file.exists(), f"{document.name} links to {target}"
        if anchor and file.suffix == ".md":
            headings = re.findall(r"^#+ (.+)$", file.read_text(), re.MULTILINE)
            ids = {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
            assert anchor in ids, f"{document.name} links to {target}"


def test_the_version_is_the_same_everywhere() -> None:
    import tomllib

    from smoulder import __version__

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["version"] == __version__
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text()
