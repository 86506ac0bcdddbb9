"""Reports for tests of their pages: words of our own, in several scripts, some of them hostile."""

from __future__ import annotations

from html import unescape
from typing import Any

from smoulder.reading.page import report_from_text, report_in_any_language
from smoulder.records.report import Report
from smoulder.web.house import House
from tests.web.conftest import words_of

ARABIC = (
    "هدوء في الشمال منذ الربيع\n\n24 يناير 2020\n\n"
    "قال متحدث باسم القرية إن الجماعة لم تظهر منذ مايو. وأضاف أن 12 سوقا فتحت أبوابها ليلا!\n\n"
    "هل يعود القتال؟ قال تاجر من مدينة Norville إن الطرق هادئة حتى الآن."
)
HOSTILE = (
    "Calm <script>window.hit = 1</script> in the hills\n\n"
    'A trader said on Monday that "the <b onclick=alert(1)>roads</b>" are open\u202e and that nobody '
    "was seen &amp; heard.\r\n"
    "The army said {{ 7 * 7 }} that it will stay \u2066until\u2069 May \x00 and count \U0001f525 fires; "
    "the second line of it stands here.\n\n"
    "'); DROP TABLE reports; -- said the clerk, who asked for a note on ../../etc/passwd in the book."
)
LATER = (
    "Markets stay open in Anbar\n\n25 January 2020\n\n"
    "BAGHDAD — Traders in Anbar said that the Islamic State group has not been seen in the markets since May. "
    "An army spokesman said the group was too weak to strike and will not return this year."
)


def later() -> Report:
    """An English report that came out after the example."""
    return report_from_text("later.txt", LATER)


def arabic() -> Report:
    """A report in a language that is not read."""
    return report_in_any_language("hudu.txt", ARABIC.encode())


def hostile() -> Report:
    """A text that tries to act."""
    return report_from_text("hostile.txt", HOSTILE)


def saved_page() -> Report:
    """A web page with characters that its source writes in several."""
    told = "".join(
        f"<p>In week {week} the traders said &ldquo;the road &amp; the <b>bridge</b> are open&rdquo; &#128293; and the "
        "army stayed in the hills, where nobody was seen.</p>"
        for week in range(1, 9)
    )
    page = f"<html><body><article><h1>Roads &amp; bridges</h1>{told}</article></body></html>"
    return report_from_text("page.html", page)


def join(house: House, case_id: str, *reports: Report) -> None:
    """Let reports join a case without reading them."""
    from smoulder.records.change import ReportPut

    house.ledger.reports.add(reports)
    house.desk("desk one").enter(case_id, [ReportPut(sha256=one.sha256) for one in reports], "for a test")


def said_in(page: str) -> str:
    """The words of a page as a reader sees them."""
    return unescape(words_of(page)).replace("’", "'")


def refuses(answer: Any, words: str) -> bool:  # Any: what the test client gives
    """Whether an answer refuses in a line that holds some words, be its first letter large or small."""
    return answer.status_code == 422 and words.casefold() in said_in(answer.text).casefold()
