"""How each number is made, in a few sentences, so that a link works where the documents are not."""

from __future__ import annotations

from dataclasses import dataclass

from smoulder.brief.language.say import to_say


@dataclass(frozen=True, slots=True)
class Method:
    """A way a number is made; `document` holds the whole of it."""

    title: str
    text: str
    document: str = ""


METHODS: dict[str, Method] = {
    "reading-a-number": Method(
        to_say("How to read a number"),
        to_say(
            "A chance is given in whole per cent with its 90 % interval: by this tool's own reckoning the "
            "true figure lies in it nine times in ten. '7 of 24' is what was counted: of 24 past cases 7 came "
            "back. The chance can differ from 7/24, because cases that are followed for less than the whole "
            "time count only for the part that is known, and because evidence has moved it. 'Estimated' means "
            "counted from cases; 'assumed' means chosen, over the range given; 'combined' means both."
        ),
        "docs/read-a-brief.md",
    ),
    "lulls": Method(
        to_say("Months, deaths in 12 months, lull and comeback line"),
        to_say(
            "Deaths are UCDP's best estimate, month by month; the dead of both sides and civilians count. The "
            "figure that is watched is their sum over 12 months. By default (the thresholds of this answer "
            "stand under Settings) a lull begins when the sum has been at most a third of its peak, or under "
            "25, for three months running. It ends with a comeback: when the sum reaches 25, twice the lowest "
            "sum of the lull, and that lowest sum plus 25, all three. A comeback is major if the sum also "
            "reaches half of the peak. A question freezes the lowest sum and the peak on its as-of day."
        ),
        "docs/methods/lulls.md",
    ),
    "bridging": Method(
        to_say("Where months are missing"),
        to_say(
            "Where monthly rows end, yearly rows go on. If they count another kind of death, they are "
            "multiplied by the ratio of the two kinds over the years that have both; its 90 % interval is "
            "that of one new year. A yearly row says nothing about the months in it: it is laid evenly on "
            "them, and these months are drawn apart. A time span in which no calendar year ends cannot be "
            "decided from such rows."
        ),
        "docs/methods/lulls.md#bridge",
    ),
    "places": Method(
        to_say("Where events are drawn"),
        to_say(
            "The same rows as those of the months, by cell of half a degree (some 55 km) and by how sure the place "
            "is: to 25 km, the district, the province, or only the country. A circle lies at the middle of its cell; "
            "what is known of a cell in several ways stands side by side. A point that stands for a province has a "
            "pale disc around it, in which two in three lie of the events of that province whose place is known. "
            "Events known only to the country are counted and not drawn. Nothing finer than a cell is kept."
        ),
        "docs/methods/maps.md",
    ),
    "comeback": Method(
        to_say("The comeback model"),
        to_say(
            "Six models of how lulls end, each fitted on all lulls known by the turn of the year: past cases "
            "by class, a hazard by months with drift over the years, Weibull with and without a share that "
            "never comes back, one with a frailty for each group, and boosted trees. Lulls of whole countries "
            "are borrowed, because those of groups are few. The six are averaged with weights learned on "
            "earlier forecasts; the interval carries the error of their parameters and of the weights. It "
            "says nothing of what no past lull has shown."
        ),
        "docs/methods/comeback.md",
    ),
    "survival": Method(
        to_say("Whether the group is able"),
        to_say(
            "Some models part groups that will never come back from those that merely wait. How likely a "
            "quiet group is able follows from how long it has been quiet. Models that fit past lulls about "
            "equally well can say very different things here; then the range over them is given, and that "
            "the data cannot tell. It is never the headline."
        ),
        "docs/methods/survival.md",
    ),
    "base-rates": Method(
        to_say("Past cases"),
        to_say(
            "Past lulls of the same class are followed from the age that this one has: a case counts from "
            "that age on, until it comes back, its group wins or its data end (Aalen–Johansen with left "
            "truncation). The interval comes from drawing countries and their groups anew, so it allows for cases of "
            "one country being alike. So that few cases do not claim too much, one case with the rate of all "
            "lulls of that age is added. The plain count stands beside the chance."
        ),
        "docs/methods/base-rates.md",
    ),
    "episodes": Method(
        to_say("Yearly episodes"),
        to_say(
            "Conflicts since 1946 by calendar year: of those as long quiet as this one, how many were again "
            "above 25 deaths a year. They are conflicts, not groups, and years, not months; so they stand "
            "apart and do not enter the answer."
        ),
        "docs/methods/base-rates.md#episodes",
    ),
    "hypotheses": Method(
        to_say("Hypotheses, and the answer after evidence"),
        to_say(
            "Seven explanations that exclude each other and cover everything. Each has a chance before "
            "evidence (its prior) and a chance of a comeback if it is the true one. Priors times these "
            "chances add up to what the comeback model says. Evidence moves the chances of the explanations, and "
            "the answer follows."
        ),
        "docs/methods/hypotheses.md",
    ),
    "evidence": Method(
        to_say("Evidence"),
        to_say(
            "Each item says how likely it would be under each explanation, as a range. Its grade (source A–F, "
            "information 1–6; F and 6 mean that it cannot be judged) and the items that lean on the same "
            "source set its weight, from 0 to 1. By how much it moves an explanation is that explanation's "
            "chance with the item less its chance without it, in percentage points."
        ),
        "docs/methods/evidence.md",
    ),
    "branches": Method(
        to_say("Branches"),
        to_say(
            "The same question for each thing that the pressure can do. 'Stays' is the answer itself. On the"
            " others the rate at which groups come back is multiplied by a factor from the month on in which"
            " the pressure has gone: estimated from past departures of the same kind where enough of them "
            "speak, else assumed, centred on no effect and wide; 'eases' has half of its logarithm. All "
            "branches share their random numbers, so that each difference has an interval of its own. Where "
            "that interval holds zero, the data cannot tell the branches apart."
        ),
        "docs/methods/branches.md",
    ),
    "wording": Method(
        to_say("Words for chances"),
        to_say(
            "The words are those of Intelligence Community Directive 203: almost no chance (1–5 %), very "
            "unlikely (5–20 %), unlikely (20–45 %), roughly even chance (45–55 %), likely (55–80 %), very "
            "likely (80–95 %), almost certain (95–99 %). The number is rounded first; an edge takes the word "
            "nearer to 50 %. How sure the tool is of its own footing is said apart, as low, moderate or "
            "high confidence, by a fixed rule over five counted grounds: past lulls, sources, models, coverage, "
            "conflict."
        ),
        "docs/methods/wording.md",
    ),
    "record": Method(
        to_say("How good past forecasts were"),
        to_say(
            "The comeback model is asked about past lulls from 2010 on, every third month of each: it is fitted "
            "anew for each year on what had come before it, in today's figures, and without the group that is asked "
            "about. The desk's own record holds the answers that were kept, once the data decide their questions; "
            "each lull weighs one there, and what was given in hindsight stands apart. A Brier score is the mean "
            "squared distance between the chance and what came (1 or 0): 0 is best. It stands beside that of a base "
            "rate on the same questions, which is the least to be beaten."
        ),
        "docs/methods/comeback.md#record",
    ),
    "reading": Method(
        to_say("Reading a report"),
        to_say(
            "Rules over blocks, sentences and quotation marks find statements, figures, dates and "
            "explanations. Each keeps its place in the report, which is shown in full with every place "
            "marked."
        ),
    ),
}


def method(stem: str) -> Method:
    """The method of that name; one that is not described here names its document.

    >>> method("branches").document
    'docs/methods/branches.md'
    """
    title = stem.replace("-", " ").capitalize()
    unknown = Method(title, to_say("Described in the project's documents."), f"docs/methods/{stem}.md")
    return METHODS.get(stem, unknown)
