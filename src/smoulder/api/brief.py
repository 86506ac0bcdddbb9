"""The brief as Python sees it: an answer that can be printed in every form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from html import escape
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from smoulder.brief.edition import PLAIN, Edition, Marking
from smoulder.records.errors import BadSetting, MissingExtra

if TYPE_CHECKING:
    import pandas as pd

    from smoulder.brief.manuscript import Manuscript
    from smoulder.records.case import Assessment
    from smoulder.records.forecast import Chance


class Brief:
    """An answer with everything it rests on; `assess` makes one.

    A notebook shows it as its page, apart from the notebook's own style and scripts.

    assessment: the whole answer, as `brief.json` holds it.
    edition:    in which language it is printed, and of which kept case; None for English, of none.
    """

    def __init__(self, assessment: Assessment, edition: Edition | None = None) -> None:
        self.assessment = assessment
        self.edition = edition or PLAIN

    @property
    def headline(self) -> str:
        """The answer in one sentence."""
        return self.assessment.headline

    @property
    def answer(self) -> dict[int, Chance]:
        """By months: the chance of a comeback, with its interval. Empty where the group is in no lull."""
        return dict(self.assessment.answer)

    @property
    def case(self) -> str:
        """The id of the case in the data folder, '' where none was given."""
        return self.edition.issue.case

    def html(self) -> str:
        """The page: one file that needs no network."""
        return self._print("html")

    def markdown(self) -> str:
        """The text in Markdown; its pictures lie beside it only where `save` wrote it."""
        return self._print("md")

    def json(self) -> str:
        """The whole answer, by the schema in docs/data/brief.schema.json."""
        return self._print("json")

    def pdf(self) -> bytes:
        """The brief on paper.

        raises: MissingExtra where typst is not installed.
        """
        return self._first("pdf")

    def docx(self) -> bytes:
        """The brief for Word.

        raises: MissingExtra where python-docx is not installed.
        """
        return self._first("docx")

    def stix(self, organisation: str = "", marking: Marking = "clear") -> str:
        """The brief as a STIX 2.1 bundle; `smoulder.read_stix` reads it back.

        organisation: who writes it. marking: whom it may be passed to, by the traffic light protocol.
        raises:       BadSetting for a marking that is not known; MissingExtra where stix2 is not installed.
        """
        from smoulder.brief.stix.bundle import render_stix

        if marking not in get_args(Marking):
            raise BadSetting(f"the marking is {marking!r}; write one of {', '.join(get_args(Marking))}")
        issue = replace(self.edition.issue, organisation=" ".join(organisation.split()), marking=marking)
        return render_stix(self.assessment, issue)

    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name, numbers as numbers; the data of charts are among them."""
        import pandas as pd

        from smoulder.brief.csv import with_chart_data
        from smoulder.brief.tables.whole import tables_of

        whole, _ = with_chart_data(tables_of(self.assessment), self._manuscript.charts)
        return {
            table.name: pd.DataFrame(list(table.rows), columns=[one.name for one in table.columns])
            for table in whole
        }

    def save(
        self, folder: str | PathLike[str], forms: Sequence[str] = ("html", "json")
    ) -> dict[str, tuple[Path, ...]]:
        """Write the brief into a folder, which is made if it is not there.

        forms:   of html, pdf, docx, md, json, csv, stix and charts; 'all' for every one.
        returns: the paths of each form, its main file first.
        raises:  BadSetting for a form that is not known; CannotWrite; MissingExtra for a form whose library is not
                 installed, after the others were written.
        """
        from smoulder.brief.write import write_brief

        names = [forms] if isinstance(forms, str) else list(forms)
        written = write_brief(self.assessment, Path(folder), names, self.edition)
        if written.missing:
            raise MissingExtra(" ".join(written.missing.values()))
        return written.paths

    def __repr__(self) -> str:
        """Half a page, as the terminal shows it."""
        from smoulder.brief.terminal import half_page

        return half_page(self.assessment, width=80).rstrip("\n")

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that its style and policy stay inside and the notebook's outside."""
        title = escape(self.headline, quote=True)
        # links within the page would else lead to the notebook's address, from which such a frame takes its base
        page = escape(self.html().replace("<head>", '<head><base href="about:srcdoc">', 1), quote=True)
        style = "width:100%;height:44rem;border:1px solid #8886"
        return f'<iframe sandbox="allow-scripts" title="{title}" style="{style}" srcdoc="{page}"></iframe>'

    @cached_property
    def _manuscript(self) -> Manuscript:
        """Composed once, whatever is printed from it."""
        from smoulder.brief.manuscript import Manuscript

        return Manuscript(self.assessment, self.edition)

    def _print(self, form: str) -> str:
        return self._first(form).decode("utf-8")

    def _first(self, form: str) -> bytes:
        """The main file of a form."""
        from smoulder.brief.write import printer

        return next(iter(printer(form)(self._manuscript).values()))
