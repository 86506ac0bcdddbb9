"""An item of an answer as it counts on another tree: split, split anew, or with a split taken back."""

from __future__ import annotations

from smoulder.records.case import Assessment
from smoulder.records.evidence import Item


def on_leaves(item: Item, answer: Assessment) -> Item:
    """An item whose likelihoods name the leaves as well, where the answer had them by parts.

    returns: a leaf that was split has the likelihood of its first part.
    """
    more = {
        one.parent: item.likelihoods[one.id]
        for one in reversed(answer.hypotheses)
        if one.parent and one.id in item.likelihoods
    }
    return item.model_copy(update={"likelihoods": more | item.likelihoods}) if more else item


def on_tree(item: Item, last: Assessment, found: Assessment) -> Item:
    """An item of the last answer with a likelihood for each leaf and part that the new answer has.

    returns: a part that is new has the likelihood of its leaf, a leaf whose split was taken back that of its first
             part; where the two answers have one tree, the item as it is.
    """
    was = {one.id: one.parent or one.id for one in last.hypotheses}
    now = {one.id: one.parent or one.id for one in found.hypotheses}
    if was == now:
        return item
    known = on_leaves(item, last).likelihoods
    # a part that bears its name under another leaf is another part
    taken = {id_: id_ if was.get(id_) == leaf else leaf for id_, leaf in now.items()}
    return item.model_copy(
        update={"likelihoods": {id_: known[of] for id_, of in taken.items() if of in known}}
    )
