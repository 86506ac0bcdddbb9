"""The interface for programs keeps to its description, whatever it is sent: Schemathesis asks, role by role."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import (
    content_type_conformance,
    ignored_auth,
    negative_data_rejection,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)
from schemathesis.config import ProjectConfig, ProjectsConfig, SchemathesisConfig

from smoulder.store.ledger import open_ledger
from smoulder.web.api.openapi import openapi
from smoulder.web.guard.roles import ROLES
from tests.web.programs import Program, Programs, house_of

PHASES = (Phase.explicit, Phase.generate)
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture]
BOUNDED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=PHASES,
    suppress_health_check=QUIET,
)
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
    unsupported_method,
    ignored_auth,
]


@pytest.fixture(scope="module")
def programs(
    real_source: tuple[Path, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Programs, str]]:
    """A team at work on a real case."""
    source, case_id = real_source
    folder = tmp_path_factory.mktemp("described") / "data"
    shutil.copytree(source, folder)
    with open_ledger(folder) as ledger:
        yield Programs(house_of(folder, ledger)), case_id


@pytest.fixture(scope="module")
def described(programs: tuple[Programs, str]) -> Any:
    """The description, in which ids are those of things that are there, so that what is asked reaches them."""
    team, case_id = programs
    return told_of(team, case_id)


def without_lifespan(app: Any) -> Any:
    """The application as it runs all the time: the client would else open and close it around each request."""

    async def asked(scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "lifespan":
            await app(scope, receive, send)
            return
        for answer in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{answer}.complete"})

    return asked


def told_of(team: Programs, case_id: str) -> Any:
    spec = json.loads(json.dumps(openapi()))
    hook = team.house.store.hooks.add("https://desk.example.org/", ["comeback"], None, team.house.clock())
    item = team.house.ledger.answers(case_id, last=1)[0].evidence[0].id
    known = {
        "case_id": [case_id, "no-such-case"],
        "hook_id": [hook.id, "none"],
        "item": [item, "none"],
        "job_id": ["none"],
        "number": [1, 2, 3],
        "month": ["2018-12", "2019-01"],
        "since": ["2018-12", "2019-01"],
        "form": ["json", "md", "csv", "stix"],
    }
    for path in spec["paths"].values():
        for operation in path.values():
            for one in operation.get("parameters", ()):
                if one["name"] in known and (one["in"] == "path" or one["name"] != "case_id"):
                    kind = "integer" if isinstance(known[one["name"]][0], int) else "string"
                    one["schema"] = {"enum": known[one["name"]], "type": kind}
    config = SchemathesisConfig(
        projects=ProjectsConfig(default=ProjectConfig(base_url=team.house.address, request_timeout=120)),
        seed=7,
    )
    schema = schemathesis.openapi.from_dict(spec, config=config)
    schema.app = without_lifespan(team.app)
    return schema


OPERATIONS = [(method, path) for path, operations in openapi()["paths"].items() for method in operations]
NAMES = [f"{method} {path}" for method, path in OPERATIONS]


def ask(described: Any, program: Program, operation: tuple[str, str], most: int, modes: Any) -> None:
    """Send what fits the description of one operation, or what does not, and hold the answers to it."""
    method, path = operation
    for mode in modes:

        @settings(BOUNDED, max_examples=most)
        @seed(7)
        @given(case=described[path][method.upper()].as_strategy(generation_mode=mode))
        def sends(case: Any) -> None:
            case.call_and_validate(headers=program.headers, checks=CHECKS)

        sends()


@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_whatever_programs_of_each_role_send_is_answered_as_described(
    operation: tuple[str, str], described: Any, programs: tuple[Programs, str]
) -> None:
    team, _ = programs
    ask(described, team.of("administrator"), operation, 10, GenerationMode)
    for role in ROLES[:-1]:
        ask(described, team.of(role), operation, 3, [GenerationMode.POSITIVE])


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=NAMES)
def test_the_same_holds_for_a_great_many_requests(
    operation: tuple[str, str], described: Any, programs: tuple[Programs, str]
) -> None:
    for role in ROLES:  # who may do less is refused more, and needs fewer tries
        ask(described, programs[0].of(role), operation, 100 if role == ROLES[-1] else 30, GenerationMode)
