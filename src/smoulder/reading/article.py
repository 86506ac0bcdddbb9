"""What each run of a web page is: a part of the report, by its kind, or of the site around it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from smoulder.reading.body import shares
from smoulder.reading.furniture import is_byline, is_furniture, photo_credit
from smoulder.reading.html import Element, Page, Run
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
_PULL_QUOTE = re.compile(r"(?<![a-z])pull-?_?quote")
_BYLINE_WORDS = re.compile(r"(?<![a-z])(?:byline|author|authors|writer)(?![a-z])")
_DATE_WORDS = re.compile(r"(?<![a-z])(?:date|dateline|timestamp|published|pubdate|time)(?![a-z])")
LARGE = 0.3
"""Share of the page's prose from which an element is the page's frame rather than a part of it."""
PROSE = 60
"""Characters from which a run counts as prose when the article is looked for."""
HELD = 0.5
"""Share of a run's letters in the chosen text from which the run is a part of it."""
QUOTE_WORDS = 5
"""Words that a pull quote has at least: shorter lines are in a longer one by chance."""


def label_runs(page: Page, text: str) -> list[BlockKind]:
    """The kind of each run of a page, in order; everything outside the article is furniture.

    page:    what `read_page` gives. text: what `chosen_text` takes from the page; without it the article is
             looked for by where the prose of the page stands.
    returns: as many kinds as `page.runs`.
    """
    runs = page.runs
    large = _large(runs)
    outer = _container(runs, large)
    held = [share >= HELD for share in shares(runs, text)]
    looked_for = not any(held)
    title = _title_run(page, outer)
    kinds: list[BlockKind] = []
    wording = _wording(runs[title].text) if title is not None else ""
    for index, run in enumerate(runs):
        if index == title:
            kinds.append("title")
        elif wording and _wording(run.text) == wording:
            kinds.append("furniture")
        else:
            numbers = [element.number for element in run.path]
            inside = outer in numbers
            below = run.path[numbers.index(outer) + 1 :] if inside else run.path
            around = _Around(below, large)
            body = held[index] or (looked_for and inside and _is_text(run, around))
            kinds.append(_kind(index, page, around, body, inside, "body" in kinds))
    return _mark_pull_quotes(runs, kinds)


@dataclass(frozen=True, slots=True)
class _Around:
    """What the elements around a run say of it, those left out that hold a good part of the page.

    words: of classes and ids. tags: of all elements.
    """

    words: str
    tags: frozenset[str]

    def __init__(self, path: tuple[Element, ...], large: set[int]) -> None:
        words = " ".join(element.words for element in path if element.number not in large)
        object.__setattr__(self, "words", words)
        object.__setattr__(self, "tags", frozenset(element.tag for element in path))


def declared_title(page: Page) -> str:
    """The title that a page declares, for one that shows no headline."""
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


def _kind(index: int, page: Page, around: _Around, body: bool, inside: bool, seen_body: bool) -> BlockKind:
    """body: whether the run is of the chosen text. inside: whether the article's element holds it."""
    run = page.runs[index]
    words, tags = around.words, around.tags
    if not body and not inside:
        return "furniture"
    if (
        "figcaption" in tags
        or _CAPTION_WORDS.search(words)
        or (photo_credit(run.text) and len(run.text) < 400)
    ):
        return "caption"
    if (
        is_furniture(run.text)
        or (not body and tags & _SITE_TAGS)
        or ("figure" in tags and len(run.text) < 120)
    ):
        return "furniture"
    if date_line(run.text) or ("time" in tags and len(run.text) < 60):
        return "dateline"
    if len(run.text) < 160 and (is_byline(run.text) or (not body and _BYLINE_WORDS.search(words))):
        return "byline"
    if not body and (_SITE_WORDS.search(words) or (_DATE_WORDS.search(words) and len(run.text) < 60)):
        return "furniture"
    if not seen_body and _is_standfirst(index, page, around, body):
        return "standfirst"
    return "body" if body else "furniture"


def _is_standfirst(index: int, page: Page, around: _Around, body: bool) -> bool:
    """Whether a run before the body sums it up: by its class, as a heading, or as the page's own description."""
    run = page.runs[index]
    named = _STANDFIRST_WORDS.search(around.words) is not None
    description = page.meta.get("og:description") or page.meta.get("description", "")
    described = len(run.text) > 30 and _wording(run.text) == _wording(description)
    if body and described and not named:
        # Pages without a standfirst declare their first paragraph as description.
        return "p" not in around.tags or "header" in around.tags or _heading_next(index, page)
    if len(run.text) >= 30 and (described or named):
        return True
    return "h2" in around.tags and len(run.text.split()) >= 6


def _mark_pull_quotes(runs: list[Run], kinds: list[BlockKind]) -> list[BlockKind]:
    """The same kinds, with lines of the body that a longer paragraph of it holds word for word as pull quotes."""
    wordings = [_wording(run.text) if kind == "body" else "" for run, kind in zip(runs, kinds, strict=True)]
    whole = "\n".join(wordings)
    marked = list(kinds)
    for index, (run, wording) in enumerate(zip(runs, wordings, strict=True)):
        named = any(_PULL_QUOTE.search(element.words) for element in run.path[-3:])
        repeated = len(wording.split()) >= QUOTE_WORDS and whole.count(wording) > 1
        longer = repeated and any(wording in other and len(other) > len(wording) for other in wordings)
        if kinds[index] == "body" and (named or longer):
            marked[index] = "pull quote"
    return marked


def _heading_next(at: int, page: Page) -> bool:
    """Whether a byline, date or caption follows within three runs: then it is a standfirst."""
    return any(
        is_byline(other.text) or date_line(other.text) or "time" in {element.tag for element in other.path}
        for other in page.runs[at + 1 : at + 4]
    )


def _is_text(run: Run, around: _Around) -> bool:
    if run.linked > 0.7 * len(run.text) or around.tags & _SITE_TAGS or _SITE_WORDS.search(around.words):
        return False
    if around.tags & {"p", "blockquote"}:
        return len(run.text.split()) >= 3
    return len(run.text.split()) >= 8 or bool(around.tags & {"h2", "h3", "h4"})


def _container(runs: list[Run], large: set[int]) -> int:
    """The number of the element that holds the report with its head, -1 where the page has no prose."""
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
        return -1
    whole = max(mass.values())
    outer = -1
    for name in ("article", "marked", "main", "body"):
        best = max(named[name], key=lambda number: mass[number], default=-1)
        if best >= 0 and mass[best] >= 0.35 * whole:
            outer = best
            break
    if outer < 0:
        outer = max(mass, key=lambda number: (mass[number], number))
    return outer


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
