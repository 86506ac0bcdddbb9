"""Why the number moved from one answer of a case to the next (docs/methods/moved.md)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Literal

from smoulder.assessment.item_on_tree import on_tree
from smoulder.records.case import Assessment
from smoulder.records.evidence import Item
from smoulder.records.moved import Moved, MovedStep

Ask = Callable[[Sequence[Item], int], float]
"""Chance of a comeback within a horizon, from items as they were kept, on the ground of the new answer."""

LEAST = 1e-9
"""A smaller step is the rounding of a sum."""

TOLD = {
    "unused opportunity": "the group did not use an opportunity",
    "continued attacks": "attacks go on",
    "capacity judged low": "an observer judges that the group lacks means",
    "waiting judged likely": "an observer judges that the group holds back on purpose",
    "would return if pressure ends": "an observer expects a return once pressure ends",
    "regrouping": "the group recruits, trains or arms",
    "still present": "the group is seen in a place again, or never left it",
    "large attack": "the group made a large attack",
    "surrenders": "fighters give up",
    "declared defeated": "a party declares the group defeated",
    "ceasefire holds": "a ceasefire is kept",
    "talks broken off": "talks were broken off",
    "renamed or split": "the group was renamed or split",
    "active elsewhere": "the group fights elsewhere",
    "reporting blocked": "reporters and monitors cannot work there",
    "counted under another name": "its deaths are counted under another name",
    "took the government": "the group became the government",
    "agreement on record": "an agreement is on record",
    "agreement signed": "an agreement was signed",
    "no agreement on record": "no agreement is on record",
    "others still reported": "reporting on others goes on",
    "reporting fell for all": "reporting fell for all",
    "opportunity test": "a window of opportunity was tested",
}
"""What each kind of evidence says, as it goes on after a colon."""


def what_moved(last: Assessment, found: Assessment, ask: Ask) -> Moved | None:
    """The way from the last answer to this one: first the ground under it, then item by item.

    ask:     see `Ask`; with the items of `found` it gives the answer of `found`.
    returns: None where one of the two answers no common horizon. The order is: data and tree, items taken out,
             items weighed anew, items added, each in the order of the answer; another order would part the same sum
             in other ways. Old items count on the tree of the new answer, so that one that nobody touched makes no
             step.
    """
    common = [one for one in (12, *found.answer) if one in found.answer and one in last.answer]
    if not common:
        return None
    horizon = common[0]
    before, after = last.answer[horizon].value, found.answer[horizon].value
    grounds, tree = _causes(last, found), _tree_changed(last, found)
    items = {one.id: on_tree(one, last, found) for one in last.evidence}
    changes = _changes({id_: one for id_, one in items.items() if not one.left_out}, found)
    # one that is left out still says of what its copies are copies
    out = {one.id: one for one in found.evidence if one.left_out}
    # on the same ground nothing moves but by items; elsewhere the old items are asked of on the new one
    same = not grounds and not tree and _ground(last) == _ground(found)
    now = before if same else ask(list(items.values()), horizon) if changes else after
    steps = []
    if abs(now - before) > LEAST:
        words = "; ".join([*grounds, *tree]) or "the comeback model was asked on other figures"
        kind: Literal["data", "hypotheses"] = "hypotheses" if tree and not grounds else "data"
        steps.append(MovedStep(kind=kind, words=words, before=before, after=now))
    for number, (words, id_, item) in enumerate(changes, start=1):
        if item is None and id_ not in out:
            del items[id_]
        else:
            items[id_] = item or out[id_]
        # with the last change all is as it is in the new answer
        then = after if number == len(changes) else ask(list(items.values()), horizon)
        if abs(then - now) > LEAST:
            steps.append(MovedStep(kind="evidence", words=words, before=now, after=then, item=id_))
            now = then
    return Moved(horizon=horizon, before=before, after=after, steps=tuple(steps))


def _changes(old: Mapping[str, Item], found: Assessment) -> list[tuple[str, str, Item | None]]:
    """Each change of the items in words, with the item as it is after it, None where it is out.

    old: the items that the last answer counted, on the tree of the new one.
    """
    new = {one.id: one for one in found.evidence if not one.left_out}
    why = {one.id: f" ({one.left_out})" for one in found.evidence if one.left_out}
    out: list[tuple[str, str, Item | None]] = [
        (f"no longer counted: {_told(item)}{why.get(id_, '')}", id_, None)
        for id_, item in old.items()
        if id_ not in new
    ]
    out += [
        (f"weighed anew: {_told(new[id_])}{_marks(item, new[id_])}", id_, new[id_])
        for id_, item in old.items()
        if id_ in new and _core(item) != _core(new[id_])
    ]
    return out + [(_told(item), id_, item) for id_, item in new.items() if id_ not in old]


def _ground(answer: Assessment) -> tuple[object, ...]:
    """What the comeback model and the priors say, before evidence."""
    return (answer.stack, [(one.id, one.prior, one.comeback) for one in answer.hypotheses])


def _told(item: Item) -> str:
    if item.kind in TOLD:
        return TOLD[item.kind]
    text = " ".join(item.text.split())
    return f"{item.kind}: {text if len(text) <= 90 else text[:89].rstrip() + '…'}"


def _marks(before: Item, after: Item) -> str:
    new = [one for one in after.marks if one not in before.marks]
    return f" ({'; '.join(new)})" if new else ""


def _core(item: Item) -> tuple[object, ...]:
    """What an item counts by."""
    source = item.source
    worth = sorted((leaf, one.low, one.mid, one.high) for leaf, one in item.likelihoods.items())
    who = item.speaker or source.name
    return (item.cluster, item.copy_of, item.share, who, source.reliability, source.credibility, worth)


def _tree_changed(last: Assessment, found: Assessment) -> list[str]:
    before = {one.id: one for one in last.hypotheses}
    was, now = _parts(last), _parts(found)
    new = [id_ for leaf, parts in now.items() if leaf not in was for id_ in parts]
    words = [f"the tree was split: {', '.join(new)}"] if new else []
    words += [
        f"'{leaf}' was split anew: {', '.join(parts)}"
        for leaf, parts in now.items()
        if was.get(leaf, parts) != parts
    ]
    words += [f"the split of '{leaf}' was taken back" for leaf in was if leaf not in now]
    # a part has the prior that its leaf was given
    was_set = dict.fromkeys(
        one.parent or one.id
        for one in found.hypotheses
        if one.id in before
        and (one.prior.why, one.set_by) != (before[one.id].prior.why, before[one.id].set_by)
        if one.set_by or before[one.id].set_by
    )
    words += [f"the prior of '{leaf}' was set" for leaf in was_set]
    return words


def _parts(answer: Assessment) -> dict[str, list[str]]:
    """The ids of the parts of each leaf that is split."""
    found: dict[str, list[str]] = {}
    for one in answer.hypotheses:
        if one.parent:
            found.setdefault(one.parent, []).append(one.id)
    return found


def _causes(last: Assessment, found: Assessment) -> list[str]:
    """What is new in the ground of the answer: day, months and years, settings, version."""
    words = []
    if last.question.as_of != found.question.as_of:
        words.append(f"the day moved from {last.question.as_of} to {found.question.as_of}")
    words += _revised(last, found)
    if last.smoulder_version != found.smoulder_version:
        words.append(f"Smoulder {found.smoulder_version} instead of {last.smoulder_version}")
    for name in sorted({*last.settings, *found.settings}):
        before, after = last.settings.get(name, "none"), found.settings.get(name, "none")
        if before != after and name not in ("pressure", "own_groups"):
            words.append(f"{name.replace('_', ' ')} {after} instead of {before}")
    if last.settings.get("own_groups") != found.settings.get("own_groups"):
        words.append("the user's own groups changed")
    if not words and last.data != found.data:
        words.append("other data were loaded")
    return words


def _revised(last: Assessment, found: Assessment) -> list[str]:
    """Years whose deaths are not what they were, by months or by yearly rows, as far as both answers saw them."""
    pairs: dict[int, list[tuple[float, float]]] = defaultdict(list)
    known = set()
    now = {one.month: one for one in found.months}
    for was in last.months:
        new = now.get(was.month)
        if new is None or was.deaths is None or new.deaths is None:
            continue
        # what a yearly row gives a month hangs on how other years were counted, and is no count of its own
        if was.basis == new.basis == "monthly":
            pairs[int(was.month[:4])].append((was.deaths, new.deaths))
        elif new.basis == "monthly":
            known.add(int(was.month[:4]))
    words = [
        _year_words(year, sum(was for was, _ in both), sum(new for _, new in both))
        for year, both in sorted(pairs.items())
        if any(abs(was - new) >= 0.5 for was, new in both)
    ]
    words += [f"the months of {year} are known, which a yearly row stood in for" for year in sorted(known)]
    rows = {(one.year, one.kind, one.where): one.deaths for one in found.years}
    words += [
        _year_words(one.year, one.deaths, rows[key])
        for one in last.years
        if (key := (one.year, one.kind, one.where)) in rows and abs(rows[key] - one.deaths) >= 0.5
    ]
    return list(dict.fromkeys(words))


def _year_words(year: int, was: float, new: float) -> str:
    if round(was) == round(new):
        return f"{year} was revised within the year"
    return f"{year} was revised from {was:,.0f} to {new:,.0f} deaths"
