"""The charts of a brief as files: each as SVG and PNG, with its data."""

from __future__ import annotations

from smoulder.brief.charts.draw import check_charts
from smoulder.brief.manuscript import Manuscript
from smoulder.brief.spreadsheet import csv_text


def charts_files(manuscript: Manuscript) -> dict[str, bytes]:
    """Each chart as `charts/NAME.svg`, `.png` and `.csv`, in light colours on white.

    raises: MissingExtra if what draws them is not installed.
    """
    check_charts()
    files: dict[str, bytes] = {}
    for chart in manuscript.charts:
        files[f"charts/{chart.name}.svg"] = manuscript.drawings[chart.name].alone().encode("utf-8", "replace")
        files[f"charts/{chart.name}.png"] = manuscript.pictures[chart.name]
        files[f"charts/{chart.name}.csv"] = csv_text(chart.data).encode("utf-8", "replace")
    return files
