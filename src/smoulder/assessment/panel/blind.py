"""Who may enter what, and see what: blind first, then each other."""

from __future__ import annotations

from typing import Literal

from smoulder.assessment.panel.panel import Judgements
from smoulder.records.change import Judged
from smoulder.records.errors import BadEntry


def may_see(analyst: str, judgements: Judgements) -> None:
    """An analyst sees the others' judgements once the own first round is in.

    raises: BadEntry until then.
    """
    if (analyst, 1) not in judgements:
        raise BadEntry(
            f"{analyst} has not judged this case yet, and sees the others' judgements only then; "
            f"enter the first round with `smoulder case judge ID --analyst {analyst!r} --leaf …`"
        )


def next_round(analyst: str, judgements: Judgements) -> Literal[1, 2]:
    """The round that an analyst can enter now: the first, as long as nobody else could have been seen; else the second.

    >>> next_round("Ada", {})
    1
    """
    others = any(name != analyst for name, _ in judgements)
    first, second = (analyst, 1) in judgements, (analyst, 2) in judgements
    return 2 if second or (first and others) else 1


def take(judged: Judged, judgements: Judgements) -> Judged:
    """A judgement as it is to be entered: what it leaves out stands as the same round had it before.

    raises: BadEntry where a first round would be changed although the others' may have been seen, or where a
            second round comes before the first.
    """
    analyst = judged.analyst
    before = judgements.get((analyst, judged.round))
    others = any(name != analyst for name, _ in judgements)
    if judged.round == 1 and before is not None and others:
        raise BadEntry(
            f"the first round of {analyst} is in, and others have judged since, so that a change would no longer "
            "be blind; enter it with --round 2"
        )
    if judged.round == 2 and (analyst, 1) not in judgements:
        raise BadEntry(f"{analyst} has no first round yet, which is given blind; leave out --round 2")
    if judged.round == 1 and (analyst, 2) in judgements:
        raise BadEntry(f"{analyst} is in the second round; enter the change with --round 2")
    if judged.round == 2 and before is None:
        before = judgements[analyst, 1]
    if before is None:
        return judged
    same = before.as_of in (None, judged.as_of)
    return judged.model_copy(
        update={
            "hypotheses": {**before.hypotheses, **judged.hypotheses},
            "items": {
                name: {**before.items.get(name, {}), **judged.items.get(name, {})}
                for name in {**before.items, **judged.items}
            },
            # a chance by then counts from a day, and does not go over to another
            "comeback": {**(before.comeback if same else {}), **judged.comeback},
        }
    )
