"""What is told of news, as a description in OpenAPI has it."""

from __future__ import annotations

from typing import Any

from smoulder.web.hooks.told import PAYLOADS

Json = dict[str, Any]  # Any: JSON
HEADERS = {
    "webhook-id": "Id of the delivery, the same each time it is tried: what came before can be left aside.",
    "webhook-timestamp": "When it was sent, in seconds since 1970; refuse what is older than a few minutes.",
    "webhook-signature": "`v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`, by the webhook's secret.",
}


def event_schemas() -> tuple[Json, Json]:
    """The schemas of what is sent, and the webhooks that send it."""
    schemas: Json = {}
    hooks: Json = {}
    for name, model in PAYLOADS.items():
        schema = model.model_json_schema(ref_template="#/components/schemas/Told{model}")
        schemas |= {f"Told{part}": one for part, one in schema.pop("$defs", {}).items()}
        schemas[f"Told{model.__name__}"] = schema
        hooks[name] = {"post": _operation(name, model.__name__, str(model.__doc__))}
    return schemas, hooks


def _operation(name: str, model: str, words: str) -> Json:
    return {
        "summary": f"Told of: {name}",
        "description": words,
        "tags": ["webhooks"],
        "parameters": [
            {
                "name": header,
                "in": "header",
                "required": True,
                "description": told,
                "schema": {"type": "string"},
            }
            for header, told in HEADERS.items()
        ],
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/Told{model}"}}},
        },
        "responses": {
            "2XX": {"description": "Taken. Anything else is tried again, eight times in about nine hours."}
        },
    }
