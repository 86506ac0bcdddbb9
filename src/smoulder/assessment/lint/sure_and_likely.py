# ruff: noqa: E501  (a pattern stays on its line)
"""Confidence and likelihood in one sentence: two things that readers then take for one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.fault import Fault, Said

RULE = "confidence-with-likelihood"
_LEVEL = r"(?:very\s+|fairly\s+|quite\s+)?(?:high|higher|highest|moderate|medium|low|lower|lowest|strong|limited|great|full|fair|little|weak|some|good|reasonable|considerable|utmost|low-to-moderate|moderate-to-high)"
_LEVELS = re.compile(
    rf"""(?ix)\b(?:
      {_LEVEL}(?:\s+(?:level|degree)\s+of|\s+(?:analytic(?:al)?|overall))?[\s-]+confidence(?!-|\s+(?:interval|band|limit|bound|vote|among|of\s+the\s+(?:public|people|voters)))
    | (?<!public\s)(?<!popular\s)(?<!investor\s)(?<!self-)confidence(?!\s+in\s+(?:the\s+|its\s+|their\s+)?(?:police|army|government|state|courts?|authorities|institutions|currency|leadership|parliament|judges|banks|elections?|security\s+forces))(?:\s+level)?(?:\s+(?:in|of|about|on|behind)\s+[^,;:.]{{1,60}}?)?\s*(?:is|remains|stays|are|was|:|=|as|at|,)?\s*(?:rated\s+|judged\s+|only\s+|at\s+|still\s+|therefore\s+|is\s+)*(?:very\s+|fairly\s+)?(?:high|moderate|medium|low|limited)(?!\w|-\w)
    | with\s+(?:\w+\s+)?confidence\b
    | (?:we|I|analysts|the\s+desk|our\s+team|the\s+team)\s+(?:are|am|is|feel|remain)\s+(?:\w+\s+)?confident
    | (?:highly|moderately|fairly|reasonably|very|quite|less|more)\s+confident
    | confidently\s+(?:judge|assess|expect|estimate)\w*
    )"""
)
_DEGREE = re.compile(
    r"(?i)\b(?:\d+(?:\.\d+)?\s*(?:%|per\s?cent)\s+(?:chance|probability|likelihood)|(?:chance|probability|likelihood)\s+(?:of\s+[^,;.]{1,40}\s+)?(?:is|at|of)\s+(?:about\s+|some\s+|roughly\s+)?\d+(?:\.\d+)?\s*(?:%|per\s?cent))"
)


def sure_and_likely(said: Said) -> Iterator[Fault]:
    """A level of confidence beside a degree of likelihood (ICD 203, D.6.e.2.b)."""
    level = _LEVELS.search(said.text)
    if level is None:
        return
    degrees = [(use.start, use.end) for use in (*said.uses.own, *said.uses.other)] + list(said.uses.bent)
    degrees += [found.span() for found in _DEGREE.finditer(said.text)]
    outside = [one for one in degrees if one[1] <= level.start() or level.end() <= one[0]]
    if outside:
        yield Fault(
            RULE,
            level.start(),
            level.end(),
            "a level of confidence and a degree of likelihood share a sentence: "
            f"{' '.join(level[0].split())!r} and {' '.join(said.text[slice(*outside[0])].split())!r}",
            "give the likelihood in one sentence, and the confidence with its reasons in another",
        )
