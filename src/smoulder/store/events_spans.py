"""Countries that began while events were being coded: no release covers them before."""

from __future__ import annotations

from smoulder.records.month import month_index

BEGAN = {
    "Namibia": month_index("1990-03"),
    "Eritrea": month_index("1993-05"),
    "East Timor": month_index("2002-05"),
    "Montenegro": month_index("2006-06"),
    "Kosovo": month_index("2008-02"),
    "South Sudan": month_index("2011-07"),
}
"""First month as an independent country, as UCDP names it; before, its events stand under another country."""
