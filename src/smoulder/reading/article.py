"""Which parts of a web page are the report, and which are the site around it."""

from __future__ import annotations

import re
from collections import defaultdict

from smoulder.reading.furniture import is_byline, is_furniture, photo_credit
from smoulder.reading.html import Page, Run
from smoulder.reading.published import date_line
from smoulder.records.report import BlockKind

_SITE_TAGS = frozenset(["nav", "aside", "footer", "form", "button", "label", "menu", "dialog"])
_SITE_WORDS = re.compile(
    r"(?<![a-z])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|cookies?|consent|gdpr|share|sharing|social|"
    r"related|recommend(?:ed|ations?)?|newsletter|subscribe|subscription|signup|sign-up|promo|promotion|advert|"
    r"adverts?|advertisement|ads?|sponsored?|comments?|disqus|trending|popular|most-read|mostread|read-more|readmore|"
    r"more-stories|outbrain|taboola|tags|topics|author-bio|authorbio|bio|paywall|banner|skip|toolbar|pagination|"
    r"widget|teaser|carousel|copyright|print-only|correction)(?![a-z])"
)
_STANDFIRST_WORDS = re.compile(
    r"(?<![a-z])(?:standfirst|stand-first|dek|deck|lead|lede|subtitle|sub-title|subheadline|sub-headline|subheading|"
    r"summary|strapline|excerpt|intro|introduction|article-description|teaser-text)(?![a-z])"
)
_BODY_WORDS = re.compile(
    r"article-?_*body|articlebody|story-?_*body|entry-?_*content|post-?_*content|article-?_*content|article-?_*text|"
    r"story-?_*content|body-?_*content|content-?_*body|rich-?text|storytext|body-?copy|article__main"
)
_CAPTION_WORDS = re.compile(r"(?<![a-z])(?:caption|photo-credit|image-credit|media-credit)(?![a-z])")
_BYLINE_WORDS = re.compile(r"(?<![a-z])(?:byline|author|authors|writer)(?![a-z])")
_DATE_WORDS = re.compile(r"(?<![a-z])(?:date|dateline|timestamp|published|pubdate|time)(?![a-z])")
LARGE = 0.3
"""Share of the page's prose from which an element is the page's frame rather than a part of it."""
PROSE = 60
"""Characters from which a run counts as prose when the article is looked for."""


def label_runs(page: Page) -> list[BlockKind]:
    """The kind of each run of a page, in order; everything outside the article is furniture.

    page: what `read_page` gives. returns: as many kinds as `page.runs`.
    """
    runs = page.runs
    large = _large(runs)
    outer, inner = _containers(runs, large)
    title = _title_run(page, outer)
    kinds: list[BlockKind] = []
    seen_body = False
    wording = _wording(runs[title].text) if title is not None else ""
    for index, run in enumerate(runs):
        if index == title:
            kinds.append("title")
            continue
        kind = _kind(run, page, (outer, inner), large, seen_body)
        if wording and _wording(run.text) == wording:
            kind = "furniture"
        seen_body = seen_body or kind == "body"
        kinds.append(kind)
    return kinds


def page_title(page: Page, kinds: list[BlockKind]) -> str:
    """The title: the headline on the page, else what the page declares."""
    for run, kind in zip(page.runs, kinds, strict=True):
        if kind == "title":
            return run.text
    declared = page.meta.get("og:title") or page.title
    return re.split(r"\s+[|–—-]\s+", " ".join(declared.split()))[0]


def _large(runs: list[Run]) -> set[int]:
    """Elements that hold a good part of the page's prose: their names say nothing about single runs in them."""
    mass: dict[int, int] = defaultdict(int)
    whole = 0
    for run in runs:
        if _is_prose(run):
            whole += len(run.text)
            for element in run.path:
                mass[element.number] += len(run.text)
    return {number for number, held in mass.items() if held >= LARGE * whole}


def _is_prose(run: Run) -> bool:
    tags = {element.tag for element in run.path}
    return len(run.text) >= PROSE and run.linked < 0.4 * len(run.text) and not tags & _SITE_TAGS


def _kind(run: Run, page: Page, containers: tuple[int, int], large: set[int], seen_body: bool) -> BlockKind:
    outer, inner = containers
    numbers = [element.number for element in run.path]
    if outer not in numbers:
        return "furniture"
    below = run.path[numbers.index(outer) + 1 :]
    words = " ".join(element.words for element in below if element.number not in large)
    tags = {element.tag for element in below}
    if (
        "figcaption" in tags
        or _CAPTION_WORDS.search(words)
        or (photo_credit(run.text) and len(run.text) < 400)
    ):
        return "caption"
    if tags & _SITE_TAGS or is_furniture(run.text) or ("figure" in tags and len(run.text) < 120):
        return "furniture"
    if date_line(run.text) or ("time" in tags and len(run.text) < 60):
        return "dateline"
    if len(run.text) < 160 and (is_byline(run.text) or _BYLINE_WORDS.search(words)):
        return "byline"
    if _SITE_WORDS.search(words) or (_DATE_WORDS.search(words) and len(run.text) < 60):
        return "furniture"
    description = page.meta.get("og:description") or page.meta.get("description", "")
    described = len(run.text) > 30 and _wording(run.text) == _wording(description)
    if not seen_body and inner in numbers and described and not _STANDFIRST_WORDS.search(words):
        # Pages without a standfirst declare their first paragraph as description.
        return (
            "body" if "p" in tags and "header" not in tags and not _heading_next(run, page) else "standfirst"
        )
    if not seen_body and len(run.text) >= 30 and (described or _STANDFIRST_WORDS.search(words)):
        return "standfirst"
    if not seen_body and "h2" in tags and len(run.text.split()) >= 6:
        return "standfirst"
    if inner not in numbers:
        return "furniture"
    return "body" if _is_text(run, tags) else "furniture"


def _heading_next(run: Run, page: Page) -> bool:
    """Whether a byline, date or caption follows within three runs: then it is a standfirst."""
    at = next(index for index, other in enumerate(page.runs) if other is run)
    return any(
        is_byline(other.text) or date_line(other.text) or "time" in {element.tag for element in other.path}
        for other in page.runs[at + 1 : at + 4]
    )


def _is_text(run: Run, tags: set[str]) -> bool:
    if run.linked > 0.7 * len(run.text):
        return False
    if tags & {"p", "blockquote"}:
        return len(run.text.split()) >= 3
    return len(run.text.split()) >= 8 or bool(tags & {"h2", "h3", "h4"})


def _containers(runs: list[Run], large: set[int]) -> tuple[int, int]:
    """Numbers of the element that holds the report with its head, and of the one that holds its body."""
    mass: dict[int, int] = defaultdict(int)
    named: dict[str, set[int]] = {"article": set(), "main": set(), "body": set(), "marked": set()}
    for run in runs:
        words = " ".join(element.words for element in run.path[-6:] if element.number not in large)
        if not _is_prose(run) or _SITE_WORDS.search(words) or is_furniture(run.text):
            continue
        for element in run.path:
            mass[element.number] += len(run.text)
            if element.tag in named:
                named[element.tag].add(element.number)
            if _BODY_WORDS.search(element.words):
                named["marked"].add(element.number)
    if not mass:
        return -1, -1
    whole = max(mass.values())
    outer = -1
    for name in ("article", "marked", "main", "body"):
        best = max(named[name], key=lambda number: mass[number], default=-1)
        if best >= 0 and mass[best] >= 0.35 * whole:
            outer = best
            break
    if outer < 0:
        outer = max(mass, key=lambda number: (mass[number], number))
    return outer, _tightest(runs, mass, outer)


def _tightest(runs: list[Run], mass: dict[int, int], outer: int) -> int:
    """The innermost element that still holds nearly all prose of `outer`."""
    inner = outer
    for run in runs:
        numbers = [element.number for element in run.path]
        if inner in numbers:
            for element in run.path[numbers.index(inner) + 1 :]:
                if (
                    element.tag not in ("p", "span", "em", "a")
                    and mass.get(element.number, 0) >= 0.85 * mass[outer]
                ):
                    inner = element.number
    return inner


def _title_run(page: Page, outer: int) -> int | None:
    heads = [
        index
        for index, run in enumerate(page.runs)
        if any(element.tag == "h1" for element in run.path)
        and not any(element.tag in _SITE_TAGS for element in run.path)
    ]
    declared = _wording(page.meta.get("og:title") or page.title)
    for index in heads:
        if len(_wording(page.runs[index].text)) > 8 and _wording(page.runs[index].text) in declared:
            return index
    within = [index for index in heads if outer in {element.number for element in page.runs[index].path}]
    chosen = within or heads
    return chosen[0] if chosen else None


def _wording(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().lower()
