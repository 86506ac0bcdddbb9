"""One brief on its way to its forms: composed once, drawn once, printed as often as it is asked for."""

from __future__ import annotations

from functools import cached_property

from smoulder.brief.charts.chart import Chart
from smoulder.brief.charts.draw import Drawing, draw
from smoulder.brief.charts.easel import Easel
from smoulder.brief.compose import compose
from smoulder.brief.edition import PLAIN, Edition
from smoulder.brief.language.say import speaking
from smoulder.brief.page import Card, Page, Picture
from smoulder.records.case import Assessment
from smoulder.records.errors import MissingExtra


class Manuscript:
    """What every form of one brief is printed from."""

    def __init__(
        self,
        assessment: Assessment,
        edition: Edition = PLAIN,
        easel: Easel | None = None,
        pictures: bool = False,
        column: bool = False,
    ) -> None:
        """easel: where charts are drawn, None for here; pictures, column: whether such drawings will be asked for."""
        self.assessment = assessment
        self.edition = edition
        self._easel, self._pictures, self._column = easel, pictures, column

    @cached_property
    def page(self) -> Page:
        """The composed page, in the language of the edition."""
        with speaking(self.edition.language):
            return compose(self.assessment, self.edition)

    @cached_property
    def charts(self) -> tuple[Chart, ...]:
        """The charts of the page, in its order."""
        return tuple(charts_of(self.page))

    @cached_property
    def drawings(self) -> dict[str, Drawing]:
        """The charts as they were drawn, by name; none where the library that draws them is missing."""
        try:
            with speaking(self.edition.language):
                return draw(self.charts, self._easel, self._pictures, self._column)
        except MissingExtra as missing:
            self.no_charts = str(missing)
            return {}

    @cached_property
    def pictures(self) -> dict[str, bytes]:
        """The charts as PNG, by name; none where the library that draws them is missing."""
        return {name: drawing.png() for name, drawing in self.drawings.items()}

    @property
    def beside(self) -> bool:
        """Whether what is heavy is done in processes of their own."""
        return self._easel is not None

    def finish_drawing(self) -> None:
        """Wait for every drawing that was asked for, and let the process that made them go."""
        if self._easel is None:
            return
        for drawing in self.drawings.values():
            drawing.wait()
        self._easel.close()

    no_charts = ""
    """What to install where charts could not be drawn, '' where they were."""


def charts_of(page: Page) -> list[Chart]:
    """The charts of a page, in its order."""
    found: list[Chart] = []
    for section in page.sections:
        for block in section.blocks:
            parts = block.blocks if isinstance(block, Card) else (block,)
            found += [part.chart for part in parts if isinstance(part, Picture)]
    return found
