"""What the workbench keeps in a ledger: `Ledger.workbench` gives it."""

from __future__ import annotations

import sqlalchemy as sa

from smoulder.store.access import AccessTable
from smoulder.store.accounts import AccountTable
from smoulder.store.audit import AuditTrail
from smoulder.store.deliveries import DeliveryTable
from smoulder.store.hooks import HookTable
from smoulder.store.jobs import JobTable
from smoulder.store.replies import ReplyTable
from smoulder.store.sessions import SessionTable
from smoulder.store.tokens import TokenTable
from smoulder.store.visits import VisitTable


class Workbench:
    """The tables of the workbench in one ledger.

    sessions: browsers that were let in; audit: what was done, by whom and when;
    hooks, deliveries: who is told of news, and what was told; replies: to programs that may ask twice;
    jobs: work outside the request.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self.sessions = SessionTable(engine)
        self.audit = AuditTrail(engine)
        self.jobs = JobTable(engine)
        self.accounts = AccountTable(engine)
        self.tokens = TokenTable(engine)
        self.access = AccessTable(engine)
        self.hooks = HookTable(engine)
        self.deliveries = DeliveryTable(engine)
        self.replies = ReplyTable(engine)
        self.visits = VisitTable(engine)
