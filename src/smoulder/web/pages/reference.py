"""The documentation of the interface for programs, made from its description."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from smoulder.web.api.openapi import REFUSALS, openapi
from smoulder.web.guard.may import may
from smoulder.web.guard.scopes import WORDS
from smoulder.web.guard.visitor import Visitor
from smoulder.web.page import render

router = APIRouter()
Json = dict[str, Any]  # Any: JSON


@dataclass(frozen=True, slots=True)
class Field:
    """A parameter, or a field of what is sent or given. kind: in words; within: fields of its own."""

    name: str
    kind: str
    needed: bool
    words: str
    within: tuple[Field, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What is sent or given. head: what a page calls it."""

    head: str
    words: str
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a program can ask for."""

    anchor: str
    method: str
    path: str
    title: str
    words: str
    scope: str
    asked: tuple[Field, ...]
    sent: Told | None
    given: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Noun:
    """What belongs together."""

    name: str
    words: str
    operations: tuple[Operation, ...]


@router.get("/api")
def reference(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """What programs can ask for."""
    return render(
        request, "reference.html", nouns=nouns(), news=news(), scopes=WORDS, refusals=REFUSALS,
        about=[" ".join(one.split()) for one in openapi()["info"]["description"].split("\n\n")],
    )  # fmt: skip


@cache
def nouns() -> tuple[Noun, ...]:
    """The operations by noun, in the order of the description."""
    spec = openapi()
    found: dict[str, list[Operation]] = {one["name"]: [] for one in spec["tags"]}
    for path, operations in spec["paths"].items():
        for method, one in operations.items():
            found[one["tags"][0]].append(_operation(path, method, one))
    return tuple(Noun(one["name"], one["description"], tuple(found[one["name"]])) for one in spec["tags"])


@cache
def news() -> tuple[Told, ...]:
    """What is told to webhooks: the kind, what it says, and its fields."""
    return tuple(
        Told(name, _plain(one["post"]["description"]), _fields(_schema(one["post"]["requestBody"])))
        for name, one in openapi()["webhooks"].items()
    )


def _operation(path: str, method: str, one: Json) -> Operation:
    asked = tuple(
        Field(
            f"{given['name']}", f"{_kind(given['schema'])}, in the {given['in']}", given["required"],
            _plain(given.get("description", "")),
        )
        for given in one.get("parameters", ())
    )  # fmt: skip
    given = tuple(
        Told(f"Answer {code}", _about(told), _fields(_schema(told)))
        for code, told in one["responses"].items()
        if code.startswith("2")
    )
    body = one.get("requestBody")
    sent = Told("Sent as JSON", _about(body), _fields(_schema(body))) if body else None
    words, _, _ = one["description"].rpartition("Scope:")
    anchor = re.sub(r"[^a-z0-9]+", "-", f"{method} {path.removeprefix('/api/v1')}".lower()).strip("-")
    scope = " or ".join(needed["token"][0] for needed in one["security"])
    return Operation(anchor, method.upper(), path, one["summary"], _plain(words), scope, asked, sent, given)


def _about(one: Json) -> str:
    """What is said of a body: of the answer, and of the form that it has."""
    own = one.get("description", "")
    told = [own, _whole(_schema(one)).get("description", "")]
    return " ".join(_plain(words) for words in dict.fromkeys(told) if words)


def _schema(one: Json) -> Json:
    held: Json = one.get("content", {}).get("application/json", {}).get("schema", {})
    return held


def _fields(schema: Json, depth: int = 0) -> tuple[Field, ...]:
    """The fields of an object, three levels deep; what lies deeper stands in the description itself."""
    whole = _whole(schema)
    if whole.get("type") == "array":
        return _fields(whole.get("items", {}), depth)
    if depth == 3 or str(schema.get("$ref", "")).endswith("/Brief"):
        return ()
    needed = whole.get("required", ())
    return tuple(
        Field(
            name,
            _kind(one),
            name in needed,
            _plain(one.get("description", "")),
            _fields(_one_of(one), depth + 1),
        )
        for name, one in whole.get("properties", {}).items()
    )


def _whole(schema: Json) -> Json:
    """A schema with what it refers to in its place."""
    if "$ref" in schema:
        held: Json = openapi()["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
        return held
    return schema


def _one_of(schema: Json) -> Json:
    """Of several forms the one that is not null."""
    found: Json = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    return found


def _kind(schema: Json) -> str:
    """What a value is, in words."""
    if "anyOf" in schema:
        kinds = dict.fromkeys(_kind(one) for one in schema["anyOf"])
        return " or ".join(kinds)
    whole = _whole(schema)
    if "enum" in whole:
        return " | ".join(str(one) for one in whole["enum"])
    if "const" in whole:
        return str(whole["const"])
    if whole.get("type") == "array":
        return f"list of {_kind(whole.get('items', {}))}"
    if whole.get("type") == "object" and isinstance(whole.get("additionalProperties"), dict):
        return f"object of {_kind(whole['additionalProperties'])} by name"
    formats = {"date": "day", "date-time": "time"}
    kinds_ = {"string": "text", "integer": "whole number", "boolean": "true or false"}
    told = whole.get("format", "") if whole.get("format", "") in formats else whole.get("type", "anything")
    return (formats | kinds_).get(told, str(told))


def _plain(words: str) -> str:
    """Words without line breaks."""
    return " ".join(words.split())
