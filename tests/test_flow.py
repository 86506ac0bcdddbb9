"""Which way things go: imports between rooms, what inner rooms may touch, how long files are."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "smoulder"
ROOMS = (
    "records", "reading", "store", "series", "models", "assessment", "brief", "desk", "cli", "api", "web",
)  # fmt: skip
DOORS = ("cli", "api", "web")
"""The command line, Python and the workbench, which all ask at the desk; they may read the clock."""
ONE_DOOR_OPENS_ANOTHER = {("cli/serve.py", "smoulder.web.serve.serve")}
"""`smoulder serve` starts the workbench; the workbench in turn runs whole commands."""
IN_WEB = {
    "views": {"forms", "pages", "api"},
    "forms": {"pages", "api"},
    "api": {"pages"},
    "guard": {"views", "forms", "pages", "api"},
}
"""What a folder of the workbench never imports. What programs are given does not hang on pages; a page shows the
specification of the programs' interface."""
TOP = {"smoulder", "smoulder.__version__"}
"""What a room may take from the top of the package, whose other names are those of the doors."""
FILES = sorted(SOURCE.rglob("*.py"))
OUTSIDE = {
    "os.environ": "the environment",
    "os.getenv": "the environment",
    "date.today": "the clock",
    "datetime.now": "the clock",
    "datetime.utcnow": "the clock",
    "datetime.today": "the clock",
    "time.time": "the clock",
    "time.localtime": "the clock",
}
NETWORK = {"socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "ftplib"}


def imports(tree: ast.AST, package: tuple[str, ...]) -> Iterator[tuple[int, str]]:
    """Every import of a module, lazy ones too, as (line, full dotted name)."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else ()
            stem = ".".join([*base, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{stem}.{alias.name}") for alias in node.names)


def room_of(dotted: str) -> str | None:
    """The room of a dotted name of ours, '' for the top of the package, None for what is not ours."""
    parts = dotted.split(".")
    if parts[0] != "smoulder":
        return None
    return parts[1] if len(parts) > 1 and (SOURCE / parts[1]).is_dir() else ""


def wrong_imports(code: str, room: str, package: tuple[str, ...]) -> list[str]:
    """Imports that go against the flow, in words."""
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = []
    for line, name in imports(ast.parse(code), package):
        target = room_of(name)
        if target is None or target in allowed or (name in TOP and room != "records"):
            continue
        if target == "figures" and room == "reading":
            continue
        wrong.append(f"line {line}: {room} imports {name}")
    return wrong


def touches_figures(code: str) -> list[int]:
    """Lines that reach for the folder `figures` as a file, by a path or by a package resource."""
    lines = []
    for node in ast.walk(ast.parse(code)):
        parts: list[ast.expr] = []
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
            parts = [node.left, node.right]
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            parts = node.args if name in ("files", "joinpath", "Path", "import_module", "open_text") else []
        for part in parts:
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                words = part.value.replace(".", "/").split("/")
                lines += [node.lineno] if "figures" in words else []
    return lines


def touches_outside(code: str) -> list[str]:
    """What reads the clock, the environment or the network, in words."""
    tree = ast.parse(code)
    found = [
        f"line {line}: {name} reaches the network"
        for line, name in imports(tree, ())
        if any(name == one or name.startswith(one + ".") for one in NETWORK)
    ]
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            tail = ".".join(ast.unparse(node).split(".")[-2:])
            found += [f"line {node.lineno}: {tail} reads {OUTSIDE[tail]}"] if tail in OUTSIDE else []
    return found


def module_of(path: Path) -> tuple[str, tuple[str, ...]]:
    """Room and package of a file."""
    inside = path.relative_to(SOURCE).parts
    return inside[0], ("smoulder", *inside[:-1])


IN_ROOMS = [path for path in FILES if path.relative_to(SOURCE).parts[0] in ROOMS]


def test_every_folder_is_a_room() -> None:
    folders = {path.name for path in SOURCE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders <= {*ROOMS, "figures"}
    assert IN_ROOMS


@pytest.mark.parametrize("path", IN_ROOMS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_one_way(path: Path) -> None:
    room, package = module_of(path)
    opened = [f"{room} imports {name}" for file, name in ONE_DOOR_OPENS_ANOTHER if path == SOURCE / file]
    wrong = wrong_imports(path.read_text(), room, package)
    assert [one for one in wrong if one.partition(": ")[2] not in opened] == []


@pytest.mark.parametrize("folder", IN_WEB)
def test_no_folder_of_the_workbench_imports_what_is_built_on_it(folder: str) -> None:
    files = sorted((SOURCE / "web" / folder).rglob("*.py"))
    assert files
    wrong = [
        f"{path.relative_to(SOURCE)}, line {line}: {name}"
        for path in files
        for line, name in imports(ast.parse(path.read_text()), module_of(path)[1])
        if any(f"{name}.".startswith(f"smoulder.web.{one}.") for one in IN_WEB[folder])
    ]
    assert wrong == []


@pytest.mark.parametrize("path", IN_ROOMS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_only_reading_touches_the_figures(path: Path) -> None:
    if module_of(path)[0] != "reading":
        assert touches_figures(path.read_text()) == []


@pytest.mark.parametrize("path", IN_ROOMS, ids=lambda path: str(path.relative_to(SOURCE)))
def test_nothing_below_the_doors_reads_clock_environment_or_network(path: Path) -> None:
    if module_of(path)[0] not in DOORS and path.name != "fetch.py":
        assert touches_outside(path.read_text()) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_stay_short(path: Path) -> None:
    code = path.read_text()
    assert len(code.splitlines()) <= 300
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    lengths = {
        node.name: (node.end_lineno or node.lineno) - node.lineno + 1
        for node in ast.walk(ast.parse(code))
        if isinstance(node, functions)
    }
    assert {name: lines for name, lines in lengths.items() if lines > 60} == {}


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("records", "from smoulder.reading import page"),
        ("records", "from smoulder import __version__"),
        ("series", "def f():\n    from smoulder.models.rates.comeback_rate import rate"),
        ("store", "import smoulder.brief.json"),
        ("models", "from ..assessment import assess"),
        ("brief", "from smoulder import cli"),
        ("brief", "from smoulder.desk.desk import Desk"),
        ("desk", "from smoulder.cli.terminal import say"),
        ("cli", "from smoulder.api.ask import assess"),
        ("brief", "from smoulder import assess"),
        ("brief", "from smoulder.figures import table"),
    ],
)
def test_an_import_against_the_flow_is_caught(room: str, code: str) -> None:
    assert len(wrong_imports(code, room, ("smoulder", room))) == 1


@pytest.mark.parametrize(
    ("room", "code"),
    [
        ("cli", "from smoulder.brief.write import write_brief"),
        ("api", "from smoulder.desk.assess import Asking"),
        ("series", "from . import lull\nfrom smoulder.records.month import month_of\nimport numpy"),
        ("assessment", "from smoulder import __version__"),
        ("reading", "import smoulder.figures"),
    ],
)
def test_an_import_with_the_flow_passes(room: str, code: str) -> None:
    assert wrong_imports(code, room, ("smoulder", room)) == []


def test_reaching_for_the_figures_is_caught_and_a_word_is_not() -> None:
    assert touches_figures('files("smoulder.figures")\nfiles("smoulder") / "figures" / "a.csv"') == [1, 2]
    assert touches_figures('Path(__file__).parent.joinpath("figures/a.csv")') == [1]
    assert touches_figures('row = {"figures": 3}\nprint("figures in the data")') == []


def test_reaching_outside_is_caught() -> None:
    code = "import datetime, os, urllib.request\ndatetime.datetime.now()\nos.environ['A']\nperf_counter()"
    assert len(touches_outside(code)) == 3
