"""The settings file and the variables beside it: what they may hold, and what they do."""

from __future__ import annotations

import os
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from smoulder.cli.thresholds import CHOICES, THRESHOLDS
from smoulder.records.errors import BadSetting

FOLDERS = ("data", "out")
EVENTS = "events"
"""A folder that has no option: it belongs to the desk, not to one command."""
ENGINE_KEYS = ("engine", "master")
LEDGER_KEYS = ("address",)
LINT_KEYS = ("scale",)
BRIEF_KEYS = ("organisation", "marking", "borders")
SIGN_IN = "sign-in"
SIGN_IN_KEYS = ("issuer", "client", "domains", "claim", "role")
SPARK = "spark"
"""Prefix of Spark's own settings, and the section that holds them; which there are, Spark knows."""
OTHER_VARIABLES = (
    "SMOULDER_DATA",
    "SMOULDER_EVENTS",
    "SMOULDER_ENGINE",
    "SMOULDER_MASTER",
    "SMOULDER_OUT",
    "SMOULDER_LEDGER",
    "SMOULDER_SCALE",
    "SMOULDER_SETTINGS",
    "SMOULDER_MODEL",
    "SMOULDER_MODEL_ADDRESS",
    "SMOULDER_MODEL_KEY",
    "SMOULDER_ANALYST",
    "SMOULDER_ORGANISATION",
    "SMOULDER_MARKING",
    "SMOULDER_BORDERS",
    "SMOULDER_WEBHOOKS_TO",
    "SMOULDER_SIGN_IN_ISSUER",
    "SMOULDER_SIGN_IN_CLIENT",
    "SMOULDER_SIGN_IN_SECRET",
    "SMOULDER_SIGN_IN_DOMAINS",
    "SMOULDER_SIGN_IN_CLAIM",
    "SMOULDER_SIGN_IN_ROLE",
)
FILE_NAME = "smoulder.toml"


@dataclass(frozen=True, slots=True)
class Written:
    """A value and the place it was written, in words."""

    value: Any  # Any: whatever a settings file may hold
    place: str


def read_file(file: Path | None) -> tuple[dict[str, Written], Path]:
    """The values of the settings file with their places, and the folder it stands in."""
    named = file or (Path(os.environ["SMOULDER_SETTINGS"]) if os.environ.get("SMOULDER_SETTINGS") else None)
    path = named or Path(FILE_NAME)
    if named is None and not path.exists():
        return {}, path.parent
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as reason:
        raise BadSetting(
            f"settings file {path} cannot be read ({reason.strerror}); give another with --settings"
        ) from reason
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as reason:
        raise BadSetting(f"settings file {path} is no TOML ({reason}); mend that line") from reason
    known = {
        "thresholds": tuple(THRESHOLDS),
        "choices": tuple(CHOICES),
        "folders": (*FOLDERS, EVENTS),
        "engine": ENGINE_KEYS,
        "ledger": LEDGER_KEYS,
        "lint": LINT_KEYS,
        "brief": BRIEF_KEYS,
        SIGN_IN: SIGN_IN_KEYS,
        SPARK: (),
    }
    values = {}
    for section, entries in content.items():
        _refuse_unknown(section, tuple(known), f"{path}: section or key")
        if not isinstance(entries, dict):
            raise BadSetting(f"{path}: {section} is no section; write [{section}] on a line of its own")
        for key, value in entries.items():
            if section == SPARK and key.startswith(f"{SPARK}."):
                pass
            elif section == SPARK:
                raise BadSetting(
                    f"{path}, [{section}]: key {key} is no setting of Spark; write it whole and in quotation marks, "
                    'such as "spark.executor.memory"'
                )
            else:
                _refuse_unknown(key, known[section], f"{path}, [{section}]: key")
            values[key] = Written(value, f"{path}, [{section}]: {key}")
    return values, path.parent


def refuse_unknown_variables() -> None:
    known = (*OTHER_VARIABLES, *(f"SMOULDER_{name.upper()}" for name in THRESHOLDS | CHOICES))
    for name in sorted(os.environ):
        if name.startswith("SMOULDER_"):
            _refuse_unknown(name, known, "environment variable")


def _refuse_unknown(name: str, known: tuple[str, ...], place: str) -> None:
    """raises: BadSetting with the nearest known name, or all of them, where a name is not known."""
    if name not in known:
        near = get_close_matches(name, known, n=1)
        cure = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        raise BadSetting(f"{place} {name} is not known; {cure}")
