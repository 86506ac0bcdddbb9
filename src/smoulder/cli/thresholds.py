"""The thresholds and choices as options: one for each field of `Settings`, in words."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

# Written out, not read from `Settings`, so that --help need not load it; a test holds them together.
THRESHOLDS: dict[str, tuple[str, str]] = {
    "active_line": ("25", "deaths in 12 months from which a group is active"),
    "lull_share": ("1/3", "share of the peak under which a lull begins"),
    "lull_months": ("3", "months running that deaths must stay there before it is a lull"),
    "comeback_factor": ("2", "how many times the lowest 12-month deaths make a comeback"),
    "comeback_rise": ("25", "how many deaths above the lowest 12-month deaths make a comeback"),
    "unknown_months": ("2", "unknown months of 12 up to which deaths are scaled up"),
    "least_cases": ("15", "past lulls that a class must hold to be used"),
    "draws": ("4000", "draws behind every interval of the update"),
    "seed": ("20200123", "where all random numbers begin"),
}
"""Name, default and meaning of each threshold."""
CHOICES: dict[str, tuple[str, str]] = {
    "chains": (
        "joined",
        "joined or apart: whether months counted under another id are added to a group's own",
    ),
}
"""The same of each setting that is a word."""


def option_of(name: str) -> str:
    """The option of a threshold.

    >>> option_of("active_line")
    '--active-line'
    """
    return "--" + name.replace("_", "-")


def takes_thresholds(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command one option for each threshold and choice; it gets those that were given as `thresholds`."""

    @wraps(command)
    def with_thresholds(
        **values: Any,
    ) -> None:  # Any: what the command line hands over, of each option's type
        given = {name: values.pop(name) for name in THRESHOLDS | CHOICES}
        command(**values, thresholds={name: text for name, text in given.items() if text is not None})

    own = inspect.signature(command, eval_str=True)
    kept = [one for one in own.parameters.values() if one.name != "thresholds"]
    added = [_parameter(name, *about) for name, about in (THRESHOLDS | CHOICES).items()]
    signature = own.replace(parameters=[*kept, *added])
    with_thresholds.__signature__ = signature  # type: ignore[attr-defined]  # the way to tell typer of options
    with_thresholds.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
    return with_thresholds


def _parameter(name: str, default: str, words: str) -> inspect.Parameter:
    kind, metavar = ("Choice", "WORD") if name in CHOICES else ("Threshold", "NUMBER")
    option = typer.Option(option_of(name), metavar=metavar, help=f"{kind}: {words} [{default}].")
    annotation = Annotated[str | None, option]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=annotation)


def carried_options(
    thresholds: Mapping[str, str], data: Path | None, settings: Path | None
) -> tuple[str, ...]:
    """The options of a list that a command which goes on from it must be given as well.

    >>> carried_options({"active_line": "50"}, Path("events"), None)
    ('--data', 'events', '--active-line', '50')
    """
    folders = {"--data": data, "--settings": settings}
    given = [(option, str(path)) for option, path in folders.items() if path is not None]
    given += [(option_of(name), text) for name, text in thresholds.items()]
    return tuple(word for pair in given for word in pair)
