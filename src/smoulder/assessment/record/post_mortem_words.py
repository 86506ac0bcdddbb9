"""A post-mortem in plain sentences."""

from __future__ import annotations

from smoulder.assessment.record.score import AHEAD_DAYS
from smoulder.records.month import last_full_month, month_text
from smoulder.records.post_mortem import ItemScoring, PostMortem, Scoring
from smoulder.records.question_of import ANALYST, BASE_RATE, MODEL, OWN

LEAST = 0.005
"""Difference of two log scores below which they are called as good as one another."""
_EARLY = (
    "It came before all months of the horizon are covered. It is scored once they are, because a no could not have "
    "shown yet."
)
_HINDSIGHT = f"more than {AHEAD_DAYS} days after the as-of day, when what came could be known"


def post_mortem_words(found: PostMortem) -> tuple[str, ...]:
    """What came, what was said, what evidence did, who was nearer, and what this cannot show."""
    said = {one.forecaster: one for one in found.forecasts}
    words = [_what_came(found)]
    if found.resolution.early:
        return (*words, _EARLY)
    if found.before is not None and found.after is not None and found.gained is not None:
        words.append(_evidence(found.before, found.after, found.gained))
        words += _items(found)
    elif OWN in said:
        words.append(
            f"Smoulder had said {_percent(said[OWN].value)}, a log score of {said[OWN].log_score:.2f}."
        )
    if OWN in said and said[OWN].late:
        words.append(f"Smoulder's number was given in hindsight: {_HINDSIGHT}.")
    words += [_beside(one, said.get(OWN)) for name, one in said.items() if name not in (OWN, MODEL)]
    if found.leaves:
        words.append(_leaves(found))
    words.append("One outcome says little of a chance: what is called 30 % should come three times in ten.")
    return tuple(words)


def _what_came(found: PostMortem) -> str:
    asked, resolution = found.question, found.resolution
    last = month_text(last_full_month(asked.as_of) + asked.horizon)
    what = "a major comeback" if asked.topic == "major" else "a comeback"
    on = f" on the branch {asked.branch!r}" if asked.branch else ""
    how = "came" if resolution.status == "yes" else "did not come"
    sure = "" if resolution.final else ", provisionally, on candidate data"
    rows = f": {resolution.rows[0]}" if resolution.rows else ""
    return f"{asked.group} in {asked.country}: {what} by {last}{on} {how}{sure}{rows}."


def _evidence(before: float, after: float, gained: float) -> str:
    did = "changed little" if abs(gained) < LEAST else "gained" if gained > 0 else "lost"
    much = "" if abs(gained) < LEAST else f" {abs(gained):.2f}"
    return (
        f"Before evidence the comeback model said {_percent(before)}, after it Smoulder said {_percent(after)}: "
        f"in log score evidence {did}{much}."
    )


def _items(found: PostMortem) -> list[str]:
    right = [one for one in found.items if one.pointed == "right"]
    wrong = [one for one in found.items if one.pointed == "wrong"]
    if not found.items:
        return ["No item's part was kept with this answer."]
    words = [
        f"Items that pointed right: {len(right)}, wrong: {len(wrong)}, nowhere: "
        f"{len(found.items) - len(right) - len(wrong)}; their parts add up to what evidence gained or lost"
        + (f", but for {found.rest:+.2f} that no item accounts for." if abs(found.rest) >= LEAST else ".")
    ]
    if right:
        words.append(f"Most right: {_item(right[0])}.")
    if wrong:
        words.append(f"Most wrong: {_item(wrong[-1])}.")
    return words


def _item(one: ItemScoring) -> str:
    who = f", {one.speaker}" if one.speaker else ""
    return f"{one.kind}{who} ({one.gained:+.2f})"


def _beside(one: Scoring, own: Scoring | None) -> str:
    told = one.forecaster.removeprefix(ANALYST)
    name = "The base rate" if one.forecaster == BASE_RATE else told[0].upper() + told[1:]
    late = f", in hindsight ({_HINDSIGHT})" if one.late and not (own and own.late) else ""
    words = f"{name} said {_percent(one.value)}{late}, a log score of {one.log_score:.2f}"
    if own is None:
        return f"{words}."
    if own.late != one.late:
        return f"{words}: not set beside Smoulder's, as one of the two was given in hindsight."
    gain = own.log_score - one.log_score
    than = "as good as" if abs(gain) < LEAST else f"{abs(gain):.2f} {'better' if gain > 0 else 'worse'} than"
    return f"{words}: {than} Smoulder's {own.log_score:.2f}."


def _leaves(found: PostMortem) -> str:
    most = max(found.leaves, key=lambda one: abs(one.posterior - one.prior))
    return (
        "Which hypothesis was true is not observed, so that only the forecast is scored. "
        f"Evidence had moved '{most.id}' most, from {_percent(most.prior)} to {_percent(most.posterior)}: "
        "shown, not scored."
    )


def _percent(value: float) -> str:
    """A chance in hundredths, with a tenth below one and above 99.

    >>> _percent(0.124), _percent(0.004)
    ('12 %', '0.4 %')
    """
    return f"{100 * value:.1f} %" if value < 0.01 or value > 0.99 else f"{100 * value:.0f} %"
