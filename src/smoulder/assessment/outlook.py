"""What would change the answer: what it hangs on, and what to look for next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from smoulder.assessment.observable import OBSERVABLE
from smoulder.assessment.summary import percent
from smoulder.records.case import Question
from smoulder.records.evidence import Item
from smoulder.records.sensitivity import Look, Outcome, Sensitivity

LEVEL = 0.01
"""Two hypotheses nearer than this stand level: which of them comes first says nothing."""
NAMED = 3
"""Items of a set that are named."""


def what_would_change(
    question: Question, sensitivity: Sensitivity, items: Sequence[Item], words: Mapping[str, str]
) -> tuple[str, ...]:
    """Sentences: the line that decides, what the order of the hypotheses hangs on, the most telling news.

    words:   by leaf, what it means.
    returns: the first of each kind come first, for a reader who stops there.
    """
    lines = []
    if question.line is not None:
        major = question.major_line or question.line
        above = "" if major == question.line else f", at or above {major:,.0f} a major one"
        lines.append(
            f"12-month deaths at or above {question.line:,.0f} in any month would be a comeback{above}."
        )
    order = hangs_on(sensitivity, items)
    looks = look_for(sensitivity, words) if sensitivity.looks else []
    return (*lines, *order[:1], *looks[:1], *order[1:], *looks[1:])


def hangs_on(sensitivity: Sensitivity, items: Sequence[Item]) -> list[str]:
    """Which items, sources and priors decide what comes first.

    returns: one sentence for each kind of thing that there is.
    """
    lines = []
    if sensitivity.lead < LEVEL:
        lines.append(
            f"'{sensitivity.first}' and '{sensitivity.second}' stand level: which of them comes first says "
            "nothing, and little turns it."
        )
    if sensitivity.items:
        lines.append(_items_line(sensitivity, {item.id: f"{item.kind} ({item.id})" for item in items}))
    for what, said in (("source", "from one source"), ("cluster", "that lean on one another")):
        groups = [one for one in sensitivity.variants if one.what == what and one.reorders]
        if groups:
            named = "; ".join(f"{one.name} ({one.items} items, then '{one.first}')" for one in groups)
            lines.append(f"Without the items {said} another hypothesis would come first: {named}.")
    turned = [one for one in sensitivity.variants if one.what.startswith("prior") and one.reorders]
    if turned:
        named = "; ".join(
            f"'{one.first}' with the odds of '{one.name}' {one.what.removeprefix('prior ')}" for one in turned
        )
        lines.append(f"Before evidence, other odds would put another hypothesis first: {named}.")
    return lines


def _items_line(sensitivity: Sensitivity, named: Mapping[str, str]) -> str:
    first, flip = sensitivity.first, sensitivity.flip
    single = [one for one in sensitivity.variants if one.what == "item" and one.reorders]
    if single:
        each = "this item" if len(single) == 1 else "any one of these items"
        listed = "; ".join(named.get(one.name, one.name) for one in single)
        return f"Without {each} another hypothesis than '{first}' would come first: {listed}."
    if not flip.items:
        most = f"No set of up to {flip.none_up_to} items" if flip.none_up_to > 1 else "No single item"
        return f"{most}, left out, would take '{first}' from the first place."
    listed = "; ".join(named.get(one, one) for one in flip.items[:NAMED])
    if len(flip.items) > NAMED:
        listed += f"; and {len(flip.items) - NAMED} more"
    smallest = "no smaller set does it" if flip.smallest else "whether a smaller set does it is not known"
    return (
        f"No single item decides what comes first. Without these {len(flip.items)} together '{flip.to}' would, and "
        f"{smallest}: {listed}."
    )


def look_for(sensitivity: Sensitivity, words: Mapping[str, str]) -> list[str]:
    """What to look for, with what each outcome would do.

    returns: a sentence on the most telling thing, and one on the two that tell most together.
    """
    best = sensitivity.looks[0]
    observable = OBSERVABLE[best.kinds[0]]
    told = {one.found[0]: one for one in best.outcomes}
    parts = [
        _outcome(before, told[found], words)
        for found, before in ((True, observable.if_so), (False, observable.if_not))
        if found in told
    ]
    lines = [
        f"Look for {best.words}: {'; '.join(parts)}. Of what can be looked for this tells most: "
        f"{_bits(best)} of the {sensitivity.open_bits:.2f} bits that are open."
    ]
    if sensitivity.pair is not None and sensitivity.pair.bits > best.bits:
        lines.append(
            f"Two looks that tell most together: {sensitivity.pair.words} ({_bits(sensitivity.pair)} bits)."
        )
    return lines


def _outcome(before: str, one: Outcome, words: Mapping[str, str]) -> str:
    meaning = f" ({words[one.leaf]})" if one.leaf in words and one.found[0] else ""
    return (
        f"{before}, '{one.leaf}'{meaning} goes from {percent(one.before)} to {percent(one.after)} and the 12-month "
        f"answer to {percent(one.answer)}"
    )


def _bits(look: Look) -> str:
    return f"{look.bits:.2f}"
