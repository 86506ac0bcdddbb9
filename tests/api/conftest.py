"""The sample answers lie beside the tests of the brief."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "brief"))
