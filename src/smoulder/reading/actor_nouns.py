# ruff: noqa: E501, SIM905  (lists of words stay on their lines)
"""Nouns that stand for a body or for the holder of a rank or office, and how they count."""

from __future__ import annotations

from typing import Literal

from smoulder.reading.actors import Kind
from smoulder.reading.parse import Word
from smoulder.reading.whom import GROUP_NOUNS

Form = Literal["army", "police", "government", "parliament", ""]

_STATE: dict[str, Form] = {
    "army": "army", "military": "army", "troops": "army", "soldiers": "army", "police": "police",
    "policemen": "police", "government": "government", "authorities": "government",
    "parliament": "parliament", "lawmakers": "parliament",
}  # fmt: skip
_SINGLE = "army military government parliament police authorities".split()
_FORCES = frozenset(
    "army military troops soldiers police policemen navy force forces battalion brigade division regiment garrison guard guards corps command "
    "coalition paratroopers marines commandos peacekeepers paramilitaries patrol squadron gendarmerie gendarmes".split()
)
_GOVERNMENTS = frozenset(
    "government authorities parliament lawmakers senate congress assembly ministry cabinet presidency junta regime".split()
)
_ORGANISATIONS = frozenset(
    "party mission council commission committee union alliance agency service leadership delegation court league federation "
    "staff secretariat congress umbrella monitors observers charity".split()
)
_GROUPS = (
    frozenset("gang gangs wing front army militia militias tigers militiamen bandits fighters".split())
    | GROUP_NOUNS
)
_PERSONS = frozenset(
    "general colonel major captain lieutenant sergeant brigadier admiral marshal commander spokesman spokeswoman spokesperson minister "
    "president secretary ambassador envoy governor mayor chief chairman chairwoman director leader deputy head premier emir warlord "
    "negotiator mediator senator chancellor officer official diplomat".split()
)


def state_form(text: str) -> Form:
    """Which arm of a state a noun means, so that 'the military' and 'the army' are one; '' where it means none.

    >>> state_form("Troops"), state_form("militia")
    ('army', '')
    """
    return _STATE.get(text.lower(), "")


def stands_alone(text: str) -> bool:
    """Whether 'the …' is known to everybody without having been named: 'the army', 'the government'."""
    return text.lower() in _SINGLE


def body_kind(text: str) -> Kind | None:
    """What sort of body a noun means, or None.

    >>> body_kind("battalion"), body_kind("rebels"), body_kind("water")
    ('force', 'group', None)
    """
    word = text.lower()
    if word in _FORCES:
        return "force"
    if word in _GOVERNMENTS:
        return "government"
    if word in _ORGANISATIONS:
        return "organisation"
    return "group" if word in _GROUPS else None


def is_rebel_noun(text: str) -> bool:
    """Whether a noun by itself says that a body is an armed group outside the state."""
    return text.lower() in GROUP_NOUNS - {"organisation", "organization", "network"} | {"gang", "gangs"}


def is_office(text: str) -> bool:
    """Whether a noun is a rank or office that one person holds."""
    return text.lower() in _PERSONS


def names_a_body(word: Word) -> bool:
    """Whether a capitalised noun may close the name of a body: 'Front', 'Forces', 'Division'."""
    return word.text[:1].isupper() and body_kind(word.text) is not None


def is_many(word: Word) -> bool:
    """Whether a noun means more than one."""
    return word.has("Number=Plur") or word.text.lower() in ("police", "troops", "military's")
