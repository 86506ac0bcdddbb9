"""Take the pictures of the three golden briefs anew: `./go python scripts/renew_golden.py`.

Needs Chromium and what the tests need. The pictures lie in tests/browser/golden; look at each before it is kept.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

BROWSER = Path(__file__).parents[1] / "tests" / "browser"
sys.path.insert(0, str(BROWSER))

from cases import GOLDEN, kept_answer  # noqa: E402
from chromium import started  # noqa: E402
from golden import renew  # noqa: E402

from smoulder.brief.write import write_brief  # noqa: E402


def main() -> None:
    """Answer the three cases, take their pictures, and say where they are."""
    with TemporaryDirectory() as folder, started() as browser:

        def page(name: str) -> Path:
            data = Path(folder) / name
            data.mkdir()
            return write_brief(kept_answer(name, data), data / "out", ("html", "pdf")).main

        for path in renew(browser, page, GOLDEN):
            print(path.relative_to(BROWSER.parents[1]))


if __name__ == "__main__":
    main()
