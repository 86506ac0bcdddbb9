"""The public names: frozen, documented, and loaded when they are asked for."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import smoulder

ROOT = Path(__file__).resolve().parents[2]
BASELINE = ROOT / "tests" / "baselines" / "api.json"
CURE = (
    "the public API is not what tests/baselines/api.json holds; where that is meant, say so in CHANGELOG.md and "
    "docs/python.md, and write json.dumps(public(), indent=2) + a line feed there"
)


def signature(function: Any) -> dict[str, Any]:
    """A signature as values that are the same in every version of Python."""
    found = inspect.signature(function)
    return {
        "parameters": [
            {
                "name": one.name,
                "kind": one.kind.name.lower(),
                "type": "" if one.annotation is inspect.Parameter.empty else str(one.annotation),
                **({} if one.default is inspect.Parameter.empty else {"default": repr(one.default)}),
            }
            for one in found.parameters.values()
        ],
        "returns": "" if found.return_annotation is inspect.Signature.empty else str(found.return_annotation),
    }


def members(kind: type) -> dict[str, Any]:
    """What a class of ours shows: its own methods and properties."""
    shown: dict[str, Any] = {}
    for name, one in vars(kind).items():
        if name.startswith("_") and name not in ("__init__", "__repr__", "_repr_html_"):
            continue
        if isinstance(one, property):
            shown[name] = {"property": signature(one.fget)["returns"], "documented": bool(one.__doc__)}
        elif inspect.isfunction(one):
            documented = bool(one.__doc__) or name == "__init__"  # the class itself says what it is made from
            shown[name] = signature(one) | {"documented": documented}
    return shown


def public() -> dict[str, Any]:
    """Every public name with its signature, and whether it is documented."""
    found: dict[str, Any] = {}
    for name in sorted(smoulder.__all__):
        one = getattr(smoulder, name)
        if name == "StixBrief":  # a record: what it is made of are its fields
            fields = {key: str(field.annotation) for key, field in one.model_fields.items()}
            found[name] = {"fields": list(fields), "documented": bool(one.__doc__)}
        elif inspect.isclass(one):
            own = members(one) if one.__module__.startswith("smoulder.api") else {}
            found[name] = {
                "bases": [base.__name__ for base in one.__bases__],
                "documented": bool(one.__doc__),
            }
            found[name] |= {"members": own} if own else {}
        elif callable(one):
            found[name] = signature(one) | {"documented": bool(one.__doc__)}
        else:
            found[name] = {"value of": type(one).__name__}
    return found


def test_names_signatures_and_documentation_are_those_that_were_frozen() -> None:
    assert public() == json.loads(BASELINE.read_text(encoding="utf-8")), CURE


def test_everything_public_is_documented() -> None:
    told = (ROOT / "docs" / "python.md").read_text(encoding="utf-8")
    for name, one in public().items():
        assert f"`{name}" in told or f"smoulder.{name}" in told, name
        assert one.get("documented", True), name
        for member, about in one.get("members", {}).items():
            assert about["documented"], f"{name}.{member}"
            assert member.startswith("_") or f"`.{member}" in told, f"{name}.{member}"


def test_a_change_of_a_default_or_a_type_is_caught() -> None:
    def before(a: int = 1) -> int: ...

    def after(a: int = 2) -> int: ...

    assert signature(before) != signature(after)


def test_importing_smoulder_loads_nothing_of_it() -> None:
    heavy = ("smoulder", "numpy", "pydantic", "pandas")
    script = f"import sys, smoulder; print(sorted(name for name in sys.modules if name.startswith({heavy})))"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "['smoulder']"


def test_a_name_that_is_not_there_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'asses'"):
        _ = smoulder.asses
    assert set(smoulder.__all__) <= set(dir(smoulder))
