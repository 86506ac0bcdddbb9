"""How sure and how likely, on the scales that STIX has."""

from __future__ import annotations

from typing import Literal

from smoulder.assessment.wording import shown

CONFIDENCE = {"low": 15, "moderate": 50, "high": 85}
"""A level of confidence on the scale None / Low / Med / High (STIX 2.1, Appendix A)."""
CONFIDENCE_SCALE = "None / Low / Med / High scale of STIX 2.1, Appendix A"
CREDIBILITY = {"1": 90, "2": 70, "3": 50, "4": 30, "5": 10}
"""The credibility of an item on the Admiralty scale of the same appendix; 6 cannot be judged and has no number."""
CREDIBILITY_SCALE = "Admiralty Credibility scale of STIX 2.1, Appendix A"

Opinion = Literal["strongly-disagree", "disagree", "neutral", "agree", "strongly-agree"]


def opinion_of(chance: float) -> Opinion:
    """How far one agrees that something comes, given its chance: by the edges of ICD 203's terms.

    Under 20 in 100 (very unlikely and less) is strong disagreement, under 45 (unlikely) disagreement, up to 55
    (roughly even) neither, up to 80 (likely) agreement, above that strong agreement. The number is rounded as it is
    printed.

    >>> [opinion_of(chance) for chance in (0.19, 0.2, 0.45, 0.551, 0.80, 0.81)]
    ['strongly-disagree', 'disagree', 'neutral', 'neutral', 'agree', 'strongly-agree']
    """
    number = shown(chance)
    if number < 0.20:
        return "strongly-disagree"
    if number < 0.45:
        return "disagree"
    if number <= 0.55:
        return "neutral"
    return "agree" if number <= 0.80 else "strongly-agree"
