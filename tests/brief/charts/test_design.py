"""The design sheet holds: its colours are the page's, and they can be told apart by everyone and in grey."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from smoulder.brief.charts.paper import NARROW, VARIABLES, WIDE
from smoulder.brief.charts.svg import page_colours

ROOT = Path(__file__).parents[3]
CSS = (ROOT / "src/smoulder/brief/templates/brief.css").read_text(encoding="utf-8")
DARK = dict(
    re.findall(r"--([a-z-]+):\s*(#[0-9a-f]+)", CSS.split("prefers-color-scheme: dark")[1].split("}")[0])
)
SCHEMES = {"light": page_colours(), "dark": DARK}
TEXT = ("ink", "quiet", "first", "second", "accent")

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
BLIND = {
    "protan": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deutan": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritan": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def linear(colour: str) -> np.ndarray:  # type: ignore[type-arg]
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    share = np.array([int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)])
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    """WCAG 2.2: (lighter + .05) / (darker + .05)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(light: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
    """CIE L*a*b* of linear RGB under D65."""
    to_xyz = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    share = np.clip(to_xyz @ light, 0, None) / [0.9505, 1.0, 1.089]
    root = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_carries_text_can_be_read_on_its_paper(scheme: str) -> None:
    colours = SCHEMES[scheme]
    for name in TEXT:
        assert contrast(colours[name], colours["paper"]) >= 4.5, name


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("eye", BLIND)
def test_the_two_sides_of_a_chart_are_told_apart_by_every_eye(scheme: str, eye: str) -> None:
    one, other = (
        lab(np.clip(np.array(BLIND[eye]) @ linear(SCHEMES[scheme][name]), 0, 1))
        for name in ("first", "second")
    )
    assert np.linalg.norm(one - other) > 40


def test_printed_in_grey_one_side_is_nearly_twice_as_dark_as_the_other() -> None:
    light = SCHEMES["light"]
    assert contrast(light["first"], light["second"]) > 1.8


def test_shades_that_lie_under_a_line_are_lighter_than_any_line() -> None:
    light = SCHEMES["light"]
    order = ["paper", "shade", "band", "second", "first"]
    assert all(luminance(light[a]) > luminance(light[b]) * 1.2 for a, b in pairwise(order))


def test_the_sheet_names_every_colour_of_charts_with_its_value_in_both_schemes() -> None:
    sheet = (ROOT / "docs" / "charts.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([a-z]+)` \| (.*?) \|[^|]*\|$", sheet, re.MULTILINE))
    for variable in VARIABLES.values():
        name = variable.removeprefix("var(--").removesuffix(")")
        assert rows[name] == f"`{SCHEMES['light'][name]}` | `{SCHEMES['dark'][name]}`", name


def test_letters_are_as_large_as_the_sheet_says() -> None:
    assert (WIDE.font, NARROW.font) == (13, 12)
    assert WIDE.width == 870
    assert NARROW.width == 300
