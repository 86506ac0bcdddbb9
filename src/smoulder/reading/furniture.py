# ruff: noqa: E501  (a pattern or a table row stays on its line)
"""Site furniture: lines that stand on the page and are no part of the report."""

from __future__ import annotations

import re

_LINES = re.compile(
    r"""(?ix)^\W*(?:
      \d+\s*[- ]?\s*min(?:ute)?s?\.?\s*(?:'s)?\s*read(?:ing\s+time)? | (?:estimated\s+)?read(?:ing)?\s+time\b.* |
      follow\s+(?:us|@\w+)\b.* | like\s+us\s+on\b.* | join\s+(?:us|our|the\s+conversation)\b.* |
      share(?:\s+(?:this|on|via|article|story|with)\b.*)? | tweet | e-?mail(?:\s+this.*)? | print(?:\s+this.*)? |
      save(?:\s+(?:this|for\s+later).*)? | listen(?:\s+to\s+(?:this|the)\b.*)? | watch(?:\s*:.*|\s+now.*)? |
      subscribe\b.* | sign\s+(?:up|in)\b.* | log\s+in\b.* | register\b.* | get\s+(?:our|the)\s+.*(?:newsletter|app|e-?mail).* |
      (?:daily|weekly)?\s*newsletters?\b.* | support\s+(?:our|us|independent)\b.* | donate\b.* |
      read\s+(?:more|also|next|the\s+full)\b.* | also\s+read\b.* | see\s+also\b.* | more\s+(?:on\s+this(?:\s+story)?|from\b.*|stories|news) |
      related(?:\s+(?:articles?|stories|topics|links|news|content|coverage))?\s*:?(?:\s.*)? | recommended(?:\s.*)? | trending(?:\s.*)? |
      most\s+(?:read|popular|viewed)\b.* | you\s+(?:may|might)\s+also\s+like.* | what\s+to\s+read\s+next.* |
      advertisements?\b.{0,40} | sponsored\b.* | story\s+continues\s+below.* | continue\s+reading.* | skip\s+to\b.* |
      (?:©|\(c\)|copyright\b).* | .{0,80}\ball\s+rights\s+reserved\b.* | terms\s+(?:of|and)\b.{0,60} | privacy\s+policy.* |
      (?:we|this\s+(?:web)?site)\s+uses?\s+cookies.* | .{0,60}\bcookies?\b.{0,40}\b(?:policy|accept|consent|preferences|settings)\b.* |
      accept\s+all.* | comments?(?:\s*\(\d+\))? | leave\s+a\s+(?:comment|reply).* | tags?\s*:.* | topics?\s*:.* | filed\s+under\b.* |
      click\s+(?:here|to)\b.* | tap\s+(?:here|to)\b.* | download\s+(?:our|the)\s+app.* | (?:menu|home|search|close|open|next|previous|back\s+to\s+top) |
      (?:editor'?s?\s+note|corrections?|clarifications?)\s*(?:\([^)]*\)|[:,]|\d|$).* | .{0,80}\bearlier\s+version\s+of\s+this\s+(?:article|story|report)\b.* |
      (?:additional\s+)?(?:reporting|writing|editing)\s+by\b.* | with\s+(?:reporting|inputs?)\s+(?:by|from)\b.* |
      this\s+(?:article|story|report|post)\s+(?:was|is|has\s+been)\s+(?:originally\s+|first\s+)?(?:published|updated|written|produced|generated|part\s+of)\b.* |
      (?:an?\s+|this\s+)?(?:example|report|text)\b.{0,40}\bwritten\s+for\s+the\s+\w+\s+project\b.* |
      (?:image|video|audio|photo|slideshow|gallery|getty\s+images|afp|reuters|ap|file\s+photo|reading)\W*
    )\W*$"""
)
_BYLINE = re.compile(
    r"""(?x)^\W*(?:
      [Bb][Yy]\s+(?:[A-Z][\w.'’-]+(?:\s+(?:and\s+)?(?:[A-Z][\w.'’-]+|in|at|for|the|of|de|van|bin|al|el))*
         |(?:an?|our|the)\s+[\w'’ -]{3,60}(?:writer|correspondent|reporter|staff|desk|team|agenc(?:y|ies)|editor)s?\b.{0,40}
         |.{0,60}\b(?:[Ss]taff|[Cc]orrespondents?|[Dd]esk|[Aa]gencies|[Rr]eporters?|AFP|AP|Reuters)\b.{0,40})
      | (?:[Ff]rom\s+)?(?:[Oo]ur|[Aa])\s+(?:\w+\s+){0,3}(?:[Cc]orrespondent|[Cc]orrespondents|[Dd]esk)\b.{0,40}
      | [Ss]taff(?:\s+(?:[Ww]riters?|[Rr]eporters?|and\s+agencies))?
      | (?:AFP|AP|Reuters|The\ Associated\ Press|Agence\ France-Presse|Xinhua|Agencies|News\ agencies)(?:\s*(?:and|/|,|\|)\s*[\w ]{2,30})?
    )\W*$"""
)
_CREDIT = re.compile(
    r"""(?x)
      \[(?P<bracket>[^\][]{2,60})\]\s*$
    | \((?:(?:[Pp]hoto|[Ii]mage|[Pp]icture|[Ff]ile|[Cc]redit|[Cc]ourtesy)\b[^()]{0,60}|[^()]{0,40}(?:Getty|Reuters|REUTERS|AFP|AP|EPA|Photo|Pictures)[^()]{0,40})\)\s*$
    | (?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture|[Cc]redit|[Pp]hoto\ credit|[Ii]mage\ credit)s?\s*(?:by|:|/|©)\s*(?P<named>[^.:;]{2,60})\.?\s*$
    | (?:/|©\s*)\s*(?P<slash>(?:AFP|AP|Reuters|REUTERS|EPA|Getty)[\w /]{0,40})\s*$
    | \b(?P<agency>AP\ Photo|Getty\ Images|AFP\ via\ Getty\ Images|REUTERS)(?:/[\w .'’-]{2,40})?\.?\s*$"""
)
LONGEST_CAPTION = 60
"""Words; longer lines with a credit at the end are body."""


def is_furniture(line: str) -> bool:
    """Whether a line of its own is site furniture, by what it says.

    >>> is_furniture("3 min read"), is_furniture("The army said 3 men were hurt.")
    (True, False)
    """
    return len(line) <= 400 and _LINES.match(line) is not None


def is_byline(line: str) -> bool:
    """Whether a line says who wrote the report.

    >>> is_byline("By Jane Doe in Kabul"), is_byline("By Friday the town had fallen.")
    (True, False)
    """
    return len(line) <= 120 and _BYLINE.match(line) is not None


def photo_credit(line: str) -> str:
    """Whose picture it is, where a line ends in a picture credit; '' where it is no caption.

    >>> photo_credit("A market in Jaffna after the truce [Example Pictures]")
    'Example Pictures'
    """
    if len(line) > 600 or len(line.split()) > LONGEST_CAPTION:
        return ""
    found = _CREDIT.search(line)
    if not found:
        return ""
    named = next((text for text in found.groups() if text), found[0].strip("() "))
    return named.strip()
