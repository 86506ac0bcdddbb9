"""The description of the interface for programs, in OpenAPI 3.1."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from smoulder import __version__
from smoulder.web.api.form import Problem
from smoulder.web.api.route import KEY, LONGEST, ApiRoute
from smoulder.web.guard.may import may
from smoulder.web.guard.scopes import OPENS, SCOPES, WORDS
from smoulder.web.guard.visitor import Visitor
from smoulder.web.hooks.spec import event_schemas

router = APIRouter(route_class=ApiRoute, tags=["me"])
Json = dict[str, Any]  # Any: JSON
JSON, PROBLEM = "application/json", "application/problem+json"
ABOUT = """What `smoulder serve` shows in a browser, for programs: groups, series, cases, evidence, judgements,
questions, briefs, and webhooks for news.

Every request carries a personal token as `Authorization: Bearer …`; make one under “Tokens”. A token has scopes, and
never opens more than the role of its owner. Dates are ISO 8601, times in UTC. Lists come in pages; `next` names the
next one. Every read has an `ETag`: sent back as `If-None-Match` it saves the body (304). A `POST` with an
`Idempotency-Key` is done once: sent again within 24 hours it gets the first answer. Whatever is refused is told as a
problem (RFC 9457), whose `detail` says what, where and what to do. Nothing here lists or finds persons."""
TAGS = {
    "me": "Who asks, and this description.",
    "groups": "Armed groups of UCDP's list, with names over time.",
    "series": "Deaths and events by month, and lulls.",
    "watch": "Groups in a lull, and what changed.",
    "cases": "Questions under work: opened, answered, with their history.",
    "reports": "Published texts that a case rests on.",
    "evidence": "Items of a case.",
    "hypotheses": "The tree of a case.",
    "fixes": "Corrections of the reader.",
    "judgements": "The panel: blind first, then beside each other.",
    "questions": "What time will answer, with forecasts and outcomes.",
    "briefs": "The answer of a case in any form.",
    "jobs": "Work beside the request.",
    "webhooks": "Who is told of news.",
}
REFUSALS = {
    400: "The body is no JSON, or the address holds what no text has.",
    401: "There is no token, or it is not known, has ended or was revoked.",
    403: "The role, or the scopes of the token, do not allow it.",
    404: "There is no such thing, or none that may be seen.",
    409: "Somebody else was faster; or one's own judgement is not in yet; or the same request is still going on; or "
    "a case of this question is for others.",
    413: "More was sent than is taken.",
    422: "Something is missing, not known or out of range; `detail` says what to do.",
    503: "The house does not reach its data at this moment; what was acknowledged before is kept.",
}
EVERY = (400, 401, 403, 404, 422, 503)
WRITES = (409, 413)


@cache
def openapi() -> Json:
    """The description of the whole interface."""
    from smoulder.web.api.router import PREFIX, all_routes

    ours = [one for one in all_routes() if isinstance(one, APIRoute)]
    spec: Json = get_openapi(
        title="Smoulder",
        version=__version__,
        summary="An armed group has gone quiet: is the fire out, or only smouldering?",
        description=ABOUT,
        routes=ours,
        tags=[{"name": name, "description": words} for name, words in TAGS.items()],
        license_info={"name": "see LICENSE"},
        webhooks=[],
    )
    schemas = spec.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = Problem.model_json_schema()
    schemas |= _brief_schemas() | event_schemas()[0]
    spec["webhooks"] = event_schemas()[1]
    actions = {
        (one.path_format, method.lower()): _action(one) for one in ours for method in one.methods or ()
    }
    for path, operations in list(spec["paths"].items()):
        for method, operation in operations.items():
            operation["operationId"] = "_".join([method, *re.findall(r"[a-z0-9]+", path.replace(".", "_"))])
            _complete(operation, method, actions[path, method])
    spec["paths"] = {f"{PREFIX}{path}": operations for path, operations in spec["paths"].items()}
    spec["components"]["responses"] = {_name(code): _refusal(code) for code in REFUSALS}
    spec["components"]["securitySchemes"] = {"token": _scheme()}
    spec["security"] = [{"token": []}]
    plain: Json = json.loads(json.dumps(spec))
    return plain


def _complete(operation: Json, method: str, action: str) -> None:
    """Say of an operation what holds for all of its kind."""
    scopes = OPENS[action]  # type: ignore[index]  # every route here needs an action that a token can have
    operation["security"] = [{"token": [scope]} for scope in scopes]
    told = " or ".join(f"`{scope}`" for scope in scopes)
    operation["description"] = f"{operation.get('description', '').strip()}\n\nScope: {told}.".strip()
    responses = operation["responses"]
    for told in responses.values():
        if told.get("description") == "Successful Response":
            told["description"] = f"{operation['summary']}."
    for code in (*EVERY, *(WRITES if method != "get" else ()), *((409,) if _may_clash(operation) else ())):
        responses[str(code)] = {"$ref": f"#/components/responses/{_name(code)}"}
    if method == "get":
        for code in ("200",):
            responses[code]["headers"] = {
                "ETag": {"description": "Tag of what was read.", "schema": {"type": "string"}}
            }
        responses["304"] = {"description": "The program has it already, by the tag in `If-None-Match`."}
        operation.setdefault("parameters", []).append(
            _header("If-None-Match", "The `ETag` of an earlier read.", {"type": "string"})
        )
    if method != "get":
        operation.setdefault("parameters", []).append(
            _header(
                KEY,
                "Any text of one's own, such as a UUID: the request is done once in 24 hours.",
                {"type": "string", "pattern": f"^[!-~]{{1,{LONGEST}}}$"},
            )
        )
    operation["responses"] = dict(sorted(responses.items()))


def _may_clash(operation: Json) -> bool:
    return operation["summary"] in ("The panel", "Groups in a lull")


def _header(name: str, words: str, schema: Json) -> Json:
    return {"name": name, "in": "header", "required": False, "description": words, "schema": schema}


def _refusal(code: int) -> Json:
    told: Json = {
        "description": REFUSALS[code],
        "content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    if code == 401:
        told["headers"] = {"WWW-Authenticate": {"description": "`Bearer`.", "schema": {"type": "string"}}}
    return told


def _name(code: int) -> str:
    return f"Refused{code}"


def _scheme() -> Json:
    scopes = "\n".join(f"- `{one}`: {WORDS[one]}" for one in SCOPES)
    return {"type": "http", "scheme": "bearer", "description": f"A personal token, with scopes:\n{scopes}"}


def _action(route: APIRoute) -> str:
    found = [one.call for one in route.dependant.dependencies if hasattr(one.call, "action")]
    return str(found[0].action)  # type: ignore[union-attr]  # a gate of `may`


@cache
def _brief_schemas() -> Json:
    """The schema of `brief.json`, with its parts under names of their own."""
    from smoulder.brief.json import brief_schema

    schema = brief_schema()
    text = json.dumps(schema).replace("#/$defs/", "#/components/schemas/Brief")
    whole = json.loads(text)
    parts = {f"Brief{name}": one for name, one in whole.pop("$defs").items()}
    for name in ("$schema", "$id"):
        whole.pop(name, None)
    return parts | {"Brief": whole}


@router.get("/openapi.json", summary="This description", response_class=Response,
            responses={200: {"content": {JSON: {"schema": {"type": "object"}}}}})  # fmt: skip
def description(request: Request, visitor: Annotated[Visitor, Depends(may("see"))]) -> Response:
    """The whole interface in OpenAPI 3.1."""
    return Response(spec_text(), media_type=JSON)


def spec_text() -> str:
    """The description as it is published in docs/api/openapi.json."""
    return json.dumps(openapi(), ensure_ascii=False, indent=1) + "\n"
