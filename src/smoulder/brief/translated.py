"""What a reader must know of a brief that is not in English: who checked its words, and what stays English."""

from __future__ import annotations

from smoulder.brief.language.say import in_english, say, spoken


def translation_note() -> str:
    """A sentence or two to stand above the brief; '' in English.

    >>> translation_note()
    ''
    """
    if not in_english():
        return ""
    stays = say(
        "Sentences from the assessment, the data and the reports stay in English. Digits are Latin, and charts run "
        "from left to right."
    )
    if spoken().reviewed:
        return stays
    draft = say(
        "Unreviewed draft translation: no one who speaks this language has checked its fixed words yet."
    )
    return f"{draft} {stays}"
