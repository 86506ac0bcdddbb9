# ruff: noqa: E501  (a pattern stays on its line)
"""F and 6 of the Admiralty code taken for the worst grades: they mean that nothing can be said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smoulder.assessment.lint.fault import Fault, Said

RULE = "grade-as-worst"
_CODE = re.compile(
    r"(?i)\b(?:rated|rates?|rating|ratings|grades?|graded|grading|reliability|credibility|credible|admiralty|coded|scored?|marked|classed|source|sources|information|code)\b"
)
_PAIR = re.compile(r"(?<![\w-])(?:[A-F][1-6]|[A-F]-[1-6])(?![\w-])")
_F = re.compile(r"(?<![\w./-])F(?:-?[1-6])?(?![\w./’'-]|\s*-\s*\d)")
_SIX = re.compile(
    r"(?<![\w./-])(?:[A-F]-?6|(?<=credibility\s)6|(?<=rated\s)6|(?<=graded\s)6|(?<=grade\s)6|(?<=information\s)6|(?<=a\s)6|(?<=credibility\sof\s)6|(?<=rating\sof\s)6|(?<=scored\s)6|(?<=marked\s)6)(?![\w%]|[.,]\d|\s*(?:%|per\s?cent|months?|years?|days?|weeks?|deaths|of\s+\d))",
    re.IGNORECASE,
)
_WORST_SOURCE = r"least\s+(?:reliable|trustworthy|credible|trusted)|worst|lowest|poorest|weakest|bottom|unreliable|not\s+(?:to\s+be\s+)?(?:reliable|trusted|believed)|untrustworthy|discredited|known\s+to\s+lie|worse|worthless|useless|bad|poor|below\s+[A-E]\b|beneath\s+[A-E]\b|weaker|lower|discard\w*|disregard\w*|discounted|thrown\s+out|fails?|failed"
_WORST_FACT = r"improbable|unlikely|doubtful|false|untrue|wrong|not\s+true|disproved|refuted|least\s+credible|worst|lowest|worse|worthless|useless|discard\w*|disregard\w*|discounted|thrown\s+out|disbelieved?|incredible|not\s+(?:to\s+be\s+)?believed|invented|fabricated|below\s+5\b|weakest|lower|fails?|failed"
_DENIED = re.compile(
    r"(?i)\b(?:not|n['’]t|never|rather\s+than|instead\s+of|no|without|nor|neither|than\s+to\s+call\s+it)\s+(?:\w+\s+){0,5}$"
)


def grade_as_worst(said: Said) -> Iterator[Fault]:
    """F or 6 beside words that make it the worst grade."""
    text = said.text
    if not (_CODE.search(text) or _PAIR.search(text)):
        return
    for letter, worst, meaning in (
        (_F, _WORST_SOURCE, "F means that the source's reliability cannot be judged"),
        (_SIX, _WORST_FACT, "6 means that the truth of the information cannot be judged"),
    ):
        grade = letter.search(text)
        if grade is None:
            continue
        for found in re.finditer(rf"(?i)(?<![\w-])(?:{worst})(?![\w-])", text):
            if not _DENIED.search(text[: found.start()]):
                yield Fault(
                    RULE,
                    grade.start(),
                    grade.end(),
                    f"{grade[0]!r} is taken for the worst grade ({found[0]!r}); {meaning}",
                    "write 'cannot be judged', or grade it "
                    + (
                        "E if the source is known to be unreliable"
                        if letter is _F
                        else "5 if it is improbable"
                    ),
                )
                break
        else:
            continue
        break
