"""Grown trees as arrays: read off LightGBM once, asked without it (docs/methods/comeback.md#members)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from smoulder.records.series import Floats, Ints

LEAF = -1


@dataclass(frozen=True, slots=True)
class Trees:
    """The nodes of all trees below each other.

    root:    shape (tree,), place of each tree's first node.
    column:  shape (node,), the column that is asked, or LEAF; limit: values up to it go left.
    to_left: shape (node,), whether a missing value goes left.
    left, right: shape (node,), the next node; value: shape (node,), of a leaf.
    """

    root: Ints
    column: Ints
    limit: Floats
    to_left: Ints
    left: Ints
    right: Ints
    value: Floats

    def sums(self, rows: Floats) -> Floats:
        """Sum of the leaves that each row comes to, shape (row,).

        rows: shape (row, column); NaN where missing.
        """
        total = np.zeros(len(rows))
        place = np.arange(len(rows))
        for root in self.root.tolist():
            at = np.full(len(rows), root)
            while (inner := self.column[at] != LEAF).any():
                held = rows[place[inner], self.column[at[inner]]]
                node = at[inner]
                goes_left = np.where(np.isnan(held), self.to_left[node] > 0, held <= self.limit[node])
                at[inner] = np.where(goes_left, self.left[node], self.right[node])
            total += self.value[at]
        return total

    def stored(self) -> dict[str, Any]:  # Any: values of JSON
        """As JSON holds it; `Trees.restored` reads it back."""
        return {name: getattr(self, name).tolist() for name in self.__slots__}

    @classmethod
    def restored(cls, stored: Mapping[str, Any]) -> Trees:  # Any: values of JSON
        """What `stored` gave, read back."""
        floats = ("limit", "value")
        return cls(
            **{name: np.array(stored[name], dtype=float if name in floats else int) for name in cls.__slots__}
        )


@dataclass(slots=True)
class _Nodes:
    """Nodes while they are read."""

    columns: list[tuple[int, float, int, int, int, float]] = field(default_factory=list)

    def add(self, node: Mapping[str, Any]) -> int:
        """Take over a node of LightGBM and all below it; returns its place."""
        at = len(self.columns)
        if "split_feature" not in node:
            self.columns.append((LEAF, 0.0, 0, LEAF, LEAF, float(node["leaf_value"])))
            return at
        if node["decision_type"] != "<=" or node["missing_type"] not in ("NaN", "None"):
            raise ValueError(
                f"a split {node['decision_type']!r} with missing {node['missing_type']!r} is not known"
            )
        # without a missing value in training LightGBM takes one for nought
        gone_left = node["default_left"] if node["missing_type"] == "NaN" else node["threshold"] >= 0
        self.columns.append((LEAF, 0.0, 0, LEAF, LEAF, 0.0))
        left, right = self.add(node["left_child"]), self.add(node["right_child"])
        self.columns[at] = (
            int(node["split_feature"]),
            float(node["threshold"]),
            int(gone_left),
            left,
            right,
            0.0,
        )
        return at


def read_trees(tree_info: Sequence[Mapping[str, Any]]) -> Trees:
    """Trees from `Booster.dump_model()["tree_info"]`; from none, trees whose sums are nought."""
    nodes = _Nodes()
    roots = [nodes.add(tree["tree_structure"]) for tree in tree_info]
    column, limit, to_left, left, right, value = zip(*nodes.columns, strict=True) if roots else ((),) * 6
    return Trees(
        root=np.array(roots, dtype=np.int64),
        column=np.array(column, dtype=np.int64),
        limit=np.array(limit),
        to_left=np.array(to_left, dtype=np.int64),
        left=np.array(left, dtype=np.int64),
        right=np.array(right, dtype=np.int64),
        value=np.array(value),
    )
