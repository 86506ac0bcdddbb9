"""The outlines that ship are what the script builds from the data, with their licence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FIGURES = ROOT / "src" / "smoulder" / "figures"
GEO = ROOT / ".." / "shared" / "data" / "geo"
BUILD = (
    "import sys; from pathlib import Path; sys.path.insert(0, 'scripts'); "
    "from figures.outlines import build_outlines; build_outlines(Path(sys.argv[1]), Path(sys.argv[2]))"
)


@pytest.mark.skipif(not GEO.is_dir(), reason="needs ../shared/data, which is not part of the checkout")
def test_building_the_outlines_again_gives_the_same_bytes(tmp_path: Path) -> None:
    shutil.copy(FIGURES / "countries.csv", tmp_path)
    command = [sys.executable, "-c", BUILD, str(GEO.parent), str(tmp_path)]
    subprocess.run(command, check=True, cwd=ROOT)
    for name in ("countries-50m.json.gz", "LICENSE"):
        assert (tmp_path / "outlines" / name).read_bytes() == (FIGURES / "outlines" / name).read_bytes()


def test_the_outlines_stay_small_and_bring_their_licence() -> None:
    assert (FIGURES / "outlines" / "countries-50m.json.gz").stat().st_size < 250_000
    assert "Permission to use" in (FIGURES / "outlines" / "LICENSE").read_text(encoding="utf-8")
