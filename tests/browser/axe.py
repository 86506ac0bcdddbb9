"""What axe-core finds on a page, held to WCAG 2.2 AA and its best practices."""

from __future__ import annotations

from typing import Any

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Any, context: str | None = None) -> list[str]:
    """One line for each element that breaks a rule: 'rule: element: what to mend'.

    A page is looked at once its styles are there, as sizes and colours rest on them.
    """
    from axe_playwright_python.sync_playwright import Axe

    page.wait_for_load_state()
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    found = Axe().run(page, context, options).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:120]}: {node['failureSummary'].splitlines()[-1].strip()}"
        for rule in found
        for node in rule["nodes"]
    ]
