"""All that there is to score, as columns."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from smoulder.records.series import Bools, Floats, Ints


@dataclass(frozen=True, slots=True)
class Names:
    """A column of names, most of which come many times.

    codes: shape (row,), each an index in `names`; names: each once, in the order in which they first came.
    """

    codes: Ints
    names: tuple[str, ...]

    def are(self, name: str) -> Bools:
        """Which rows have a name, shape (row,).

        >>> Names(np.array([0, 1, 0]), ("smoulder", "base rate")).are("smoulder")
        array([ True, False,  True])
        """
        found = self.names.index(name) if name in self.names else -1
        return np.asarray(self.codes == found)

    def text(self) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
        """The names themselves, shape (row,).

        >>> Names(np.array([0, 1, 0]), ("smoulder", "base rate")).text().tolist()
        ['smoulder', 'base rate', 'smoulder']
        """
        every = np.empty(len(self.names), dtype=object)
        every[:] = self.names
        return np.asarray(every[self.codes], dtype=object)

    def only(self, rows: Bools) -> Names:
        """The names of some rows, shape (row,), with the codes that they had."""
        return Names(self.codes[rows], self.names)


@dataclass(frozen=True, slots=True)
class Scored:
    """Forecasts of questions that came out yes or no: of each forecaster the last one made before anyone could know.

    Every column has shape (row,), a row being one forecaster on one question. A question that is void, undecidable,
    or a yes before all months of its horizon are covered, has no row.

    question: a number for each question, the same for all who answered it.
    value, low, high: 0 to 1; low and high are NaN where no interval was given. outcome: 1.0 for yes, 0.0 for no.
    topic:   'comeback' or 'major'. horizon: months. branch: '' for the question without one.
    cluster: 'group id|country|lull', the same for all questions of one lull.
    final:   False where a yearly release has yet to confirm it.
    as_of:   datetime64[D] of the question; made: datetime64[us] in UTC, of the forecast.
    """

    forecaster: Names
    question: Ints
    value: Floats
    low: Floats
    high: Floats
    outcome: Floats
    topic: Names
    horizon: Ints
    branch: Names
    cluster: Names
    final: Bools
    as_of: np.ndarray[tuple[int], np.dtype[np.datetime64]]
    made: np.ndarray[tuple[int], np.dtype[np.datetime64]]
    case_id: Names

    def __len__(self) -> int:
        return len(self.value)

    def only(self, rows: Bools) -> Scored:
        """The same without some rows.

        rows: shape (row,), True for those that stay. Names keep their codes, so that some may have no row left.
        """
        return replace(
            self,
            forecaster=self.forecaster.only(rows),
            topic=self.topic.only(rows),
            branch=self.branch.only(rows),
            cluster=self.cluster.only(rows),
            case_id=self.case_id.only(rows),
            question=self.question[rows],
            value=self.value[rows],
            low=self.low[rows],
            high=self.high[rows],
            outcome=self.outcome[rows],
            horizon=self.horizon[rows],
            final=self.final[rows],
            as_of=self.as_of[rows],
            made=self.made[rows],
        )
