"""What can go wrong, said so that a tired analyst knows what to do next.

Each error names the thing, the place and the cure in one line. The command
line prints that line and leaves with exit code 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smoulder.records.change import Entry
    from smoulder.records.fix import KeptFix


class SmoulderError(Exception):
    """Anything the user can mend; its text is one line: what, where, what to do."""


class BadReport(SmoulderError):
    """A report that cannot be read: empty, binary, too large, no article, a language not known."""


class OtherLanguage(BadReport):
    """A report in a language or script that is not read.

    text: its beginning, by which the language can be told.
    """

    def __init__(self, reason: str, text: str = "") -> None:
        super().__init__(reason)
        self.text = text


class NoGroup(SmoulderError):
    """No armed group is named, or the name is not known."""


class NoCountry(SmoulderError):
    """No country is named, or the name is not known."""


class PersonGiven(SmoulderError):
    """A person was given where a group is asked for; Smoulder has no cases about persons."""


class NoData(SmoulderError):
    """The group has no row in that country."""


class BadDate(SmoulderError):
    """A text that is no date."""


class BadSetting(SmoulderError):
    """A setting that is not known or out of range."""


class CannotWrite(SmoulderError):
    """A folder or file that cannot be written."""


class MissingExtra(SmoulderError):
    """An optional part that is not installed; the text gives the install line."""


class ModelFailed(SmoulderError):
    """A language model that was asked and gave no answer of use."""


class NoLulls(SmoulderError):
    """A rate was asked of no lulls."""


class ChangedMeanwhile(SmoulderError):
    """What was to be changed was changed since it was looked at; nothing was entered.

    others: what was entered, oldest first, by whomever.
    """

    def __init__(self, others: Sequence[Entry]) -> None:
        super().__init__("it was changed meanwhile; look at it again, then enter it")
        self.others = others


class FixedMeanwhile(SmoulderError):
    """What was to be corrected was corrected since it was looked at; nothing was kept.

    others: those corrections, oldest first, by whomever.
    """

    def __init__(self, others: Sequence[KeptFix]) -> None:
        super().__init__("it was corrected meanwhile; look at it again, then correct it")
        self.others = others


class NoCase(SmoulderError):
    """No case of that id is in the ledger."""


class BadBackup(SmoulderError):
    """An archive that is damaged, or no backup, or holds what no backup holds."""


class NoReport(SmoulderError):
    """No report of that SHA-256 is in the ledger, or its text was not kept."""


class NoQuestion(SmoulderError):
    """No question of that id is in the ledger."""


class BadEntry(SmoulderError):
    """Something entered into a case that it does not know or that makes no sense: an item, a leaf, a likelihood;
    or something asked of it that is not to be seen yet."""


class NotInCase(BadEntry):
    """What is named does not fit what a case has, which the text tells.

    unread: what is wrong, for who may not read the case.
    """

    def __init__(self, reason: str, unread: str) -> None:
        super().__init__(reason)
        self.unread = unread


class NoHook(SmoulderError):
    """No address of that id is told of news."""


class NoEntry(SmoulderError):
    """No entry of that id is in the pressure calendar."""


class BadLedger(SmoulderError):
    """A ledger that cannot be read: no database, made by a later version, or held too long by another."""


class BadSource(SmoulderError):
    """A data set that is not known."""


class BadData(SmoulderError):
    """A data file that cannot be read as a whole, or that holds rows that cannot be taken."""


class BadStore(SmoulderError):
    """A store of events that cannot be read: made by a later version, damaged, or held too long by another."""


class ClusterFailed(SmoulderError):
    """Work on a cluster that did not come to its end; nothing half done stays behind."""


class FetchFailed(SmoulderError):
    """A download that did not come to an end, or brought what it should not."""


class NotThere(FetchFailed):
    """The server has no such file."""
