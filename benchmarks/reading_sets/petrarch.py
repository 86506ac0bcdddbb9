"""petrarch's validation records: exact records, with the parses given there.

A record has its sentence, a UD parse and its events as source, target and CAMEO code, or a mark that it has none. A
record is exact where the coded events, as a set, are those of the record. Its gold leans on petrarch's own output, by
its dictionaries; they are read from beside the records to turn words into codes (`cameo`). All 78 records count.
Beside it, as the set's smaller unit: the events that are right, of those coded and of those in the gold.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from cameo import Event, code_sentence
from cameo_files import read_dictionaries

from smoulder.reading.parse import Parse, Word

from .row import Row

FILE = "PETR2_GSR_validation.xml"
BAR = 46 / 78
_UD2 = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
}
"""Relations of the older guidelines that the given parses use, as they are called now."""


@dataclass(frozen=True)
class Record:
    day: str
    text: str
    parse: Parse
    events: frozenset[Event]


def measure(gold: Path) -> list[Row]:
    known = read_dictionaries(gold / "petrarch" / "dictionaries")
    counts, events = [], []
    for record in read_records(gold / "petrarch" / FILE):
        coded = code_sentence(record.parse, record.text, record.day, known)
        counts.append((float(coded == record.events), 1.0, 1.0))
        events.append((float(len(coded & record.events)), float(len(coded)), float(len(record.events))))
    return [
        Row("petrarch", "exact records", counts, figure="recall", at_least=BAR),
        Row("petrarch", "events", events),
    ]


def read_records(path: Path) -> list[Record]:
    """The records of a file; its markup is read by its lines, for it is not well-formed throughout."""
    records = []
    for part in re.split(r"<Sentence\s(?!s)", path.read_text(encoding="utf-8"))[1:]:
        given = re.search(r"<Parse>(.*?)</Parse>", part, re.DOTALL)
        day = re.search(r'date\s*=\s*"(\d+)"', part)
        if given is None or day is None:
            continue
        parse, text = _parse(given[1])
        coded = (
            dict(re.findall(r'(\w+)\s*=\s*"([^"]*)"', line))
            for line in re.findall(r"<EventCoding([^>]*)>", part)
        )
        events = frozenset(
            (one["sourcecode"], one["targetcode"], one["eventcode"]) for one in coded if "eventcode" in one
        )
        records.append(Record(day[1][-6:], text, parse, events))
    return records


def _parse(table: str) -> tuple[Parse, str]:
    """The given parse, and its words with blanks between them as the text."""
    rows = [row.split("\t") for row in table.strip().splitlines() if row[:1].isdigit()]
    rows = [row for row in rows if row[0].isdigit()]
    words: list[Word] = []
    sentences = [number for number, row in enumerate(rows) if row[0] == "1"]
    at = base = 0
    for number, row in enumerate(rows):
        base = number if row[0] == "1" else base
        head = base + int(row[6]) - 1 if int(row[6]) else number
        relation = _UD2.get(row[7], row[7])
        if relation == "nmod" and rows[head][3] == "VERB":
            relation = "obl"
        upos = "CCONJ" if row[3] == "CONJ" else row[3]
        words.append(Word(number, row[1], at, at + len(row[1]), row[2], upos, row[4], row[5], head, relation))
        at += len(row[1]) + 1
    return Parse(tuple(words), tuple(sentences)), " ".join(word.text for word in words)
