"""Who acts in a clause, found before its verb."""

from __future__ import annotations

import re

from smoulder.reading.phrases import phrase_end_on, strip_auxiliaries
from smoulder.reading.sentences import Sentence


def subject_of(sentence: Sentence, at: int) -> str:
    """Who acts where a verb begins at `at` (characters of the sentence); '' where it is not plain."""
    left = sentence.masked[:at]
    if re.search(r"\bby\s*$", left):
        first = re.match(r"(?:The\s+)?(?:[A-Z][\w’'-]*\s+)+(?=(?:then|also|later|has|had|\w+ed)\b)", left)
        return first[0].strip() if first else ""
    stripped, finite = strip_auxiliaries(left)
    if not finite or not stripped.strip():
        return ""
    # A bracketed acronym behind a name is no bound of the subject.
    plain = re.sub(r"\s*\([A-Z][A-Za-z-]{0,9}\)\s*$", "", stripped)
    span = phrase_end_on(plain)
    if span is None:
        return ""
    words = re.split(r"\s(?:in|at|from|near|with|who|which|that|since|on)\s", plain[span[0] : span[1]])[0]
    return re.sub(r"^(?:[Tt]he\s+)(?=[A-Z]{2,}$)", "", words).strip(" ,")
