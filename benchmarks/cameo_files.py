"""petrarch's dictionaries, as they lie beside its records: names of actors, agents, and verbs with their patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

ACTORS = (
    "Phoenix.Countries.actors.txt",
    "Phoenix.International.actors.txt",
    "Phoenix.MilNonState.actors.txt",
)
_CODE = re.compile(r"\[([^\]]*)\]")


@dataclass
class Names:
    """Names of actors or agents by their first word, with their codes and the days these hold."""

    by_first: dict[str, list[tuple[tuple[str, ...], list[str]]]] = field(default_factory=dict)

    def add(self, name: str, codes: list[str]) -> None:
        words = tuple(word for word in re.split(r"[_\s-]+", name.upper().replace("'S", " 'S")) if word)
        if words and codes:
            self.by_first.setdefault(words[0], []).append((words, codes))

    def find(self, words: list[str], at: int, day: str) -> tuple[int, str] | None:
        """The longest name that begins at a word, as the number of its words, and its code on that day."""
        best: tuple[int, str] | None = None
        for form in _forms(words[at]):
            for name, codes in self.by_first.get(form, ()):
                ahead = words[at : at + len(name)]
                same = len(ahead) == len(name) and all(
                    part in _forms(word) for part, word in zip(name, ahead, strict=True)
                )
                code = _on(codes, day) if same and (best is None or len(name) > best[0]) else None
                if code is not None:
                    best = (len(name), code)
        return best


@dataclass(frozen=True)
class Pattern:
    """Words that must stand before and after a verb, and the code they make of it."""

    before: tuple[frozenset[str], ...]
    after: tuple[frozenset[str], ...]
    code: str
    turned: bool = False
    """The target stands before the verb."""


@dataclass
class Dictionaries:
    actors: Names
    agents: Names
    verbs: dict[str, tuple[str, list[Pattern]]]


def read_dictionaries(folder: Path) -> Dictionaries:
    actors, agents = Names(), Names()
    for file in ACTORS:
        _read_actors(folder / file, actors)
    _read_agents(folder / "Phoenix.agents.txt", agents)
    return Dictionaries(actors, agents, _read_verbs(folder / "CAMEO.2.0.txt"))


def _forms(word: str) -> tuple[str, ...]:
    singular = word[:-3] + "Y" if word.endswith("IES") else word[:-1] if word.endswith("S") else word
    return (word, singular) if singular != word else (word,)


def _on(codes: list[str], day: str) -> str | None:
    """The code that holds on a day (YYMMDD), of '[A 920101-961231]', '[B >970101]', '[C]'."""
    for code in sorted(codes, key=lambda one: " " not in one.strip()):
        name, _, span = code.strip().partition(" ")
        if not span:
            return name
        bounds = [_century(one) for one in re.findall(r"\d{8}|\d{6}", span)]
        now = _century(day)
        if span.startswith("<") and bounds and now < bounds[0]:
            return name
        if span.startswith(">") and bounds and now > bounds[0]:
            return name
        if len(bounds) == 2 and bounds[0] <= now <= bounds[1]:
            return name
    return None


def _century(day: str) -> str:
    return day if len(day) == 8 else ("19" if day >= "40" else "20") + day


def _read_actors(path: Path, names: Names) -> None:
    """An actor, its other names behind '+', and its codes on the same line or on lines of their own."""
    aliases: list[str] = []
    codes: list[str] = []
    for line in [*path.read_text(encoding="utf-8", errors="replace").splitlines(), "END"]:
        text = line.split("#")[0].rstrip()
        found = _CODE.findall(text)
        name = text.split("[")[0].strip()
        if name and not name.startswith("+") and not line.startswith(("\t", " ")):
            for alias in aliases:
                names.add(alias, codes)
            aliases, codes = [name], []
        elif name.startswith("+"):
            aliases.append(name[1:])
        codes += found


def _read_agents(path: Path, names: Names) -> None:
    groups: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("!") and "=" in text:
            name, _, words = text.partition("=")
            groups[name.strip()] = [word.strip() for word in words.split(",")]
        elif "[" in text:
            name, codes = text.split("[")[0].split("{")[0].strip(), _CODE.findall(text)
            slot = next((group for group in groups if group in name), None)
            for word in groups[slot] if slot else [""]:
                names.add(name.replace(slot, word) if slot else name, codes)


def _read_verbs(path: Path) -> dict[str, tuple[str, list[Pattern]]]:
    """Verbs by their forms, each with the code of its block and the block's patterns."""
    sets: dict[str, frozenset[str]] = {}
    verbs: dict[str, tuple[str, list[Pattern]]] = {}
    block: tuple[str, list[Pattern]] = ("---", [])
    synonyms = ""
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        text = line.split("#")[0].strip()
        if text.startswith("---"):
            block, synonyms = (_first(text), []), ""
        elif text.startswith("&"):
            synonyms = text.rstrip("_")
            sets[synonyms] = frozenset()
        elif text.startswith("+") and synonyms:
            sets[synonyms] |= {text[1:].strip("_ ")}
        elif text.startswith("-"):
            block[1].append(_pattern(text[1:], sets))
        elif text:
            own = (_first(text), block[1]) if "[" in text else block
            for form in re.findall(r"[A-Z_'+-]+", text.split("[")[0]):
                verbs.setdefault(form.strip("+_"), own)
    return verbs


def _pattern(text: str, sets: dict[str, frozenset[str]]) -> Pattern:
    words = re.sub(r"[{}()]", " ", text.split("[")[0]).split()
    at = words.index("*") if "*" in words else 0
    parts = [
        sets.get(word.rstrip("_"), frozenset((word.strip("_"),)))
        for word in words
        if word not in ("$", "+", "^", "%")
    ]
    turned = "+" in words[:at]
    at = sum(word not in ("$", "+", "^", "%") for word in words[:at])
    return Pattern(tuple(parts[:at]), tuple(parts[at + 1 :]), _first(text), turned)


def _first(text: str) -> str:
    found = _CODE.findall(text)
    return found[0].strip() if found else "---"
