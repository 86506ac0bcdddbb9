"""One event that is told over several sentences: 'The attack killed nine' goes on with the attack told before."""

from __future__ import annotations

import re
from dataclasses import replace

from smoulder.reading.happened import Happened

_AGAIN = re.compile(
    r"(?i)(?:^|[.!?]\s+)(?:the|this|that)\s+(?:\w+\s+)?(?:attack|raid|ambush|bombing|assault|clash|clashes|strike|blast|"
    r"explosion|battle|shelling|massacre|fighting)\b[^.!?]{0,40}$"
)
_VIOLENT = ("ASSAULT", "FIGHT")
_TOLD = ("happened", "claimed")
_NEAR = 2
"""Sentences over which 'the attack' still means the one told before."""


def continued(events: list[Happened], text: str) -> list[Happened]:
    """The events, where one that goes on with another has its actor, place and time from it.

    events: in the order of the text.
    """
    found: list[Happened] = []
    for event in events:
        first = next((one for one in reversed(found) if _goes_on(event, one, text)), None)
        # The nearest attack is the one that is meant; one that is only supposed has nothing to lend.
        found.append(_joined(event, first) if first and first.status in _TOLD else event)
    return found


def _goes_on(event: Happened, first: Happened, text: str) -> bool:
    """Whether an event without an actor is what the attack told shortly before did."""
    near = 0 < event.sentence - first.sentence <= _NEAR
    if not near or event.killed is None or first.killed is not None or first.plover not in _VIOLENT:
        return False
    left = text[max(0, event.start - 90) : event.start]
    return _AGAIN.search(left) is not None


def _joined(event: Happened, first: Happened) -> Happened:
    own_time = event.first is not None or event.last is not None
    return replace(
        event,
        actor=first.actor,
        actor_group=first.actor_group,
        where=first.where if first.where else event.where,
        first=event.first if own_time else first.first,
        last=event.last if own_time else first.last,
    )
