"""Archives of made reports, read by the command as a user starts it, and what opening a page costs."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
from made_reports import ARCHIVE, CONFLICT, made, write_archive

ENGINES = {"one process": 1, "two processes": 2, "Spark": 0}
"""What reads, and how many processes of the command do."""
FILTERS = ["--language", "en", "--about", "conflict"]
EACH = 2500
"""Reports in a WARC file: a task on Spark reads whole files at the least."""
PAGE_KB = (2, 30, 100)
PAGES = 40
Result = dict[str, Any]  # Any: JSON


def make_archive(folder: Path, count: int, part: str) -> None:
    """Write an archive: all about conflict for the part that measures full reading, else as archives are mixed."""
    each = EACH if part == "reading" else max(1, count // 8)
    write_archive(folder, count, CONFLICT if part == "reading-full" else ARCHIVE, each)


def read_archive(archive: Path, out: Path, engine: str, cluster: Any) -> Result:  # Any: a Cluster or None
    """Read an archive with the command.

    cluster: where Spark is to read, else None.
    returns: seconds from the command's start to its end, bytes on disk, and what is in the table.
    raises:  CalledProcessError where the command fails.
    """
    command = [
        sys.executable,
        "-c",
        "from smoulder.cli.main import run; run()",
        "read",
        str(archive),
        *FILTERS,
    ]
    settings = out.with_suffix(".toml")
    if cluster is None:
        out = out.with_suffix(".parquet")
        command += ["--out", str(out), "--jobs", str(ENGINES[engine])]
    else:
        conf = "\n".join(f'"{name}" = "{value}"' for name, value in cluster.conf)
        settings.write_text(f"[spark]\n{conf}\n")
        command += [
            "--out",
            str(out),
            "--engine",
            "spark",
            "--master",
            cluster.master,
            "--settings",
            str(settings),
        ]
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = round(time.perf_counter() - start, 2)
    files = [out] if out.is_file() else [path for path in out.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in files)
    readings = files if out.is_file() else sorted((out / "readings").glob("*.parquet"))
    told = {"seconds": seconds, "disk_mb": round(size / 1e6, 1), "answer": content(readings)}
    if out.is_dir():
        shutil.rmtree(out)
    out.unlink(missing_ok=True)
    return told


def content(files: list[Path]) -> str:
    """What the tables hold: how many rows of each kind of item, in words."""
    listed = ", ".join(f"'{path}'" for path in files)
    with duckdb.connect() as engine:
        rows = engine.execute(
            f"select item, count(*) from read_parquet([{listed}], union_by_name = true) group by item order by item"
        ).fetchall()
    return ", ".join(f"{count} {item}" for item, count in rows)


def shares(count: int) -> dict[str, int]:
    """How many reports of each kind an archive holds."""
    return dict(Counter(one.kind for one in made(count)))


def page_costs() -> dict[int, float]:
    """Seconds to open a page of so many bytes, by its bytes: the same report among ever more links and scripts."""
    from smoulder.reading.inputs import Source
    from smoulder.reading.many import open_sources

    found = {}
    for size in PAGE_KB:
        filler = "".join(
            f'<li><a href="/part/{at}">Part {at}</a></li><script>var v{at} = {at};</script>'
            for at in range(15 * size)
        )
        pages = [
            Source(
                f"{one.number}.html",
                one.page.replace("</nav>", f"<ul>{filler[: size * 1000]}</ul></nav>").encode(),
            )
            for one in made(PAGES, {"not about conflict": 1.0})
        ]
        list(open_sources(pages[:5]))
        start = time.process_time()
        list(open_sources(pages))
        length = sum(len(one.content) for one in pages) // PAGES
        found[length] = round((time.process_time() - start) / PAGES, 5)
    return found
