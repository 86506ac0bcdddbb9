"""Evidence, hypotheses and branches of the sample answers."""

from __future__ import annotations

from sample_cases import chance
from sample_report import span_of

from smoulder.records.case import Branch, Branches, HypothesisView, NamedCase
from smoulder.records.evidence import Item, Likelihood, Source
from smoulder.records.forecast import Chance, Difference
from smoulder.records.statement import Hypothesis

LEAVES: tuple[tuple[Hypothesis, str, float, float], ...] = (
    ("unseen", "fighting goes on, reporting stopped", 0.04, 0.03),
    ("moved", "renamed, split, merged, or active elsewhere", 0.08, 0.07),
    ("won", "it became the government", 0.01, 0.01),
    ("deal", "bound by a ceasefire, an agreement or co-option", 0.02, 0.01),
    ("patience", "could reach the comeback line now and holds back", 0.25, 0.17),
    ("degraded", "able to reach it only after rebuilding", 0.45, 0.56),
    ("spent", "will not come back within 20 years", 0.15, 0.15),
)


def likelihoods(**mids: float) -> dict[Hypothesis, Likelihood]:
    return {
        leaf: Likelihood(
            low=mids.get(leaf, 0.5) * 0.6, mid=mids.get(leaf, 0.5), high=min(1, mids.get(leaf, 0.5) * 1.5)
        )
        for leaf, *_ in LEAVES
    }


def items() -> tuple[Item, ...]:
    start, end = span_of("Their failure to use months of street protests")
    waiting, waiting_end = span_of("What we see looks more like a lack of means.")
    raids, raids_end = span_of(
        "went back to roadside bombs and night raids that still kill soldiers and villagers every week"
    )
    return (
        Item(
            id="E1",
            kind="unused opportunity",
            text="Their failure to use months of street protests",
            speaker="a coalition commander",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=start,
                end=end,
                reliability="B",
                credibility="2",
                grade_why="an officer of a party to the conflict, on the record, in line with the counts",
            ),
            cluster="commander",
            weight=0.55,
            likelihoods=likelihoods(patience=0.25, degraded=0.65, spent=0.8),
            why="A group that could act would have been expected to use months of unrest.",
            change={"patience": -0.06, "degraded": 0.04, "spent": 0.02},
            flips=False,
        ),
        Item(
            id="E2",
            kind="capacity judged low",
            text="What we see looks more like a lack of means.",
            speaker="a coalition commander",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=waiting,
                end=waiting_end,
                reliability="B",
                credibility="3",
                grade_why="a judgement, not an observation",
            ),
            cluster="commander",
            weight=0.4,
            likelihoods=likelihoods(patience=0.35, degraded=0.6, spent=0.55),
            why="The speaker weighs both explanations and leans to lack of means.",
            change={"patience": -0.03, "degraded": 0.03},
            flips=False,
        ),
        Item(
            id="E3",
            kind="continued attacks",
            text="went back to roadside bombs and night raids that still kill soldiers and villagers every week",
            source=Source(
                kind="report",
                name="general.txt",
                report=0,
                start=raids,
                end=raids_end,
                reliability="C",
                credibility="2",
                grade_why="the paper's own account, in line with the counts",
            ),
            cluster="report",
            weight=0.7,
            likelihoods=likelihoods(patience=0.7, degraded=0.7, spent=0.12),
            why="A group that is finished would not keep up weekly attacks.",
            change={"spent": -0.09, "degraded": 0.06, "patience": 0.03},
            flips=True,
        ),
        Item(
            id="D1",
            kind="level of deaths",
            text="968 deaths in the 12 months to 2018-12, a 94 % fall from the peak",
            source=Source(
                kind="data",
                name="UCDP GED, group-months",
                row="2018-12",
                reliability="B",
                credibility="2",
                grade_why="a coded data set with known undercount",
            ),
            cluster="series",
            weight=1.0,
            likelihoods=likelihoods(),
            why="Every leaf allows a fall of this size.",
            change={leaf: 0.0 for leaf, *_ in LEAVES},
            flips=False,
            tells_nothing=True,
        ),
    )


def hypotheses() -> tuple[HypothesisView, ...]:
    back = {
        "patience": 0.5,
        "degraded": 0.3,
        "spent": 0.0,
        "unseen": 0.2,
        "moved": 0.15,
        "won": 0.02,
        "deal": 0.1,
    }
    return tuple(
        HypothesisView(
            id=leaf,
            words=words,
            prior=chance(
                prior,
                0.1,
                basis="estimated" if leaf in ("won", "deal", "moved") else "assumed",
                n=387 if leaf in ("won", "deal", "moved") else None,
                method="hypotheses.md#priors",
                why="assumed range" if leaf in ("patience", "degraded") else "",
            ),
            posterior=chance(posterior, 0.11, basis="combined", method="hypotheses.md#update"),
            comeback={
                h: chance(
                    back[leaf] * h / 24, 0.1, basis="assumed", method="hypotheses.md#comeback-given-leaf"
                )
                for h in (6, 12, 24)
            },
        )
        for leaf, words, prior, posterior in LEAVES
    )


def branches() -> Branches:
    def path(final: float) -> tuple[tuple[int, float, float, float], ...]:
        return tuple(
            (m, v := final * (1 - 0.93**m) / (1 - 0.93**24), max(0.0, v * 0.45), min(1.0, v * 1.75))
            for m in range(25)
        )

    def at(final: float, scale: float) -> dict[int, Chance]:
        return {
            h: Chance(
                value=scale * path(final)[h][1],
                low=scale * path(final)[h][2],
                high=scale * path(final)[h][3],
                basis="combined",
                method="branches.md",
            )
            for h in (6, 12, 24)
        }

    return Branches(
        branches=(
            Branch(
                id="stays",
                words="the foreign troops stay and operations go on",
                comeback=at(0.26, 1),
                major=at(0.26, 0.4),
                path=path(0.26),
            ),
            Branch(
                id="eases",
                words="half of the foreign troops leave",
                comeback=at(0.28, 1),
                major=at(0.28, 0.4),
                path=path(0.28),
            ),
            Branch(
                id="comes off",
                words="the foreign troops leave within the horizon",
                comeback=at(0.31, 1),
                major=at(0.31, 0.4),
                path=path(0.31),
            ),
        ),
        differences={
            "eases": {
                6: Difference(value=0.01, low=-0.03, high=0.05, told_apart=False),
                12: Difference(value=0.02, low=-0.04, high=0.08, told_apart=False),
                24: Difference(value=0.02, low=-0.06, high=0.12, told_apart=False),
            },
            "comes off": {
                6: Difference(value=0.02, low=-0.06, high=0.10, told_apart=False),
                12: Difference(value=0.03, low=-0.09, high=0.16, told_apart=False),
                24: Difference(value=0.05, low=-0.13, high=0.24, told_apart=False),
            },
        },
        basis="assumed: a hazard ratio centred on 1, 90 % range 0.4 to 2.5; no past departure in the data "
        "speaks to this case",
        cases=(
            NamedCase(
                name="Iraq 2011 to 2013",
                words="US troops left in December 2011; fighting was back above the line by July 2013.",
                figures=("1,091 deaths in the 12 months to 2011-11", "comeback 2013-07"),
            ),
            NamedCase(
                name="Iraq, 2020 on",
                words="Fewer troops and fewer operations from 2020; recorded deaths did not come back to the line.",
                figures=("battle-related deaths 2018: 866", "2019: 498"),
            ),
        ),
    )
