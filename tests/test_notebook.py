"""The notebook among the examples runs from its first cell to its last."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOK = ROOT / "examples" / "brief.ipynb"


def test_the_notebook_is_kept_without_its_outputs() -> None:
    read = json.loads(NOTEBOOK.read_text(encoding="utf-8"))
    code = [cell for cell in read["cells"] if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
    assert NOTEBOOK.stat().st_size < 10_000


@pytest.mark.slow
def test_the_notebook_runs_and_shows_the_brief(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    nbclient = pytest.importorskip("nbclient")
    pytest.importorskip("ipykernel")
    nbformat = pytest.importorskip("nbformat")
    folder = tmp_path / "examples"
    folder.mkdir()
    shutil.copy(ROOT / "examples" / "iraq-2020.txt", folder)
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    read = nbformat.read(NOTEBOOK, as_version=4)
    nbformat.validate(read)
    client = nbclient.NotebookClient(
        read, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(folder)}}
    )
    kernel = client.create_kernel_manager()
    assert kernel.ip == "127.0.0.1"
    client.execute()

    outputs: list[Any] = [cell.outputs for cell in read.cells if cell.cell_type == "code"]
    assert "within 12 months" in outputs[0][0].text
    assert outputs[1][0].data["text/html"].startswith('<iframe sandbox="allow-scripts"')
    assert "12 months: " in outputs[2][0].text
    assert "<table" in outputs[3][0].data["text/html"]
    assert [line.split()[0] for line in outputs[6][0].text.splitlines()] == ["html", "json", "csv"]
    assert [one.name for one in folder.iterdir()] == ["iraq-2020.txt"]
