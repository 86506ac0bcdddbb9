"""A language model behind any OpenAI-compatible address, as another reader of reports; off unless it is named."""

from __future__ import annotations

import json
import os
import time
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from email.message import Message
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

import numpy as np

from smoulder.reading.backoff import Patience, asked_wait, wait_before
from smoulder.reading.candidates import INSTRUCTION, Candidate, parse_answer
from smoulder.records.errors import BadSetting, ModelFailed
from smoulder.records.report import Report

KEY = "SMOULDER_MODEL_KEY"
MOST = 60_000
"""Characters of a report that are sent; the rest is read by rules alone."""
LARGEST = 2_000_000
"""Bytes of an answer that are taken."""
PATIENCE = Patience(tries=4, silence=60.0, first=1.0, longest=20.0, asked=60.0)
TRY_AGAIN = (408, 409, 425, 429, 500, 502, 503, 504)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Follows nowhere: the key is for the address that was given."""

    def redirect_request(self, *arguments: Any) -> None:  # Any: as the library hands them over
        return None


class _Again(Exception):
    """This try failed and another may not; `wait` is what the server asks for, in seconds."""

    def __init__(self, words: str, wait: float | None = None) -> None:
        super().__init__(words)
        self.wait = wait


@dataclass(frozen=True)
class HttpModel:
    """A model that answers at `address`/chat/completions.

    address:  such as http://127.0.0.1:8080/v1. model: its name there. key: '' where none is needed.
    patience: `silence` is the time for one whole answer, in seconds.
    """

    address: str
    model: str
    key: str = field(default="", repr=False)
    patience: Patience = PATIENCE
    sleep: Callable[[float], None] = time.sleep
    ticks: Callable[[], float] = time.monotonic

    @property
    def name(self) -> str:
        return f"model {self.model}"

    def candidates(self, report: Report) -> Sequence[Candidate]:
        """What the model finds, before it is held against the text.

        raises: ModelFailed where it refuses, or gives no answer of the right form after several tries.
        """
        rng = np.random.default_rng(0)
        for number in range(1, self.patience.tries + 1):
            try:
                return parse_answer(self._ask(report))
            except (_Again, ModelFailed) as reason:
                if number == self.patience.tries or isinstance(reason, _Final):
                    tries = f" (tried {number} times)" if number > 1 else ""
                    raise ModelFailed(
                        f"{self.name} at {self.address}: {reason}{tries}; try later, or read without --model"
                    ) from reason
                asked = (reason.wait if isinstance(reason, _Again) else None) or 0.0
                self.sleep(max(asked, wait_before(number, self.patience, rng)))
        raise AssertionError("the last try returns or raises")

    def _ask(self, report: Report) -> str:
        asked = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": INSTRUCTION},
                {"role": "user", "content": report.text[:MOST]},
            ],
        }
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        headers |= {"Authorization": f"Bearer {self.key}"} if self.key else {}
        body = json.dumps(asked).encode()
        request = urllib.request.Request(
            self.address.rstrip("/") + "/chat/completions", data=body, headers=headers
        )
        return _content(self._send(request))

    def _send(self, request: urllib.request.Request) -> bytes:
        opener = urllib.request.build_opener(_NoRedirect)
        end = self.ticks() + self.patience.silence
        try:
            with opener.open(request, timeout=self.patience.silence) as answer:
                pieces = bytearray()
                while piece := answer.read1(65_536):
                    pieces += piece
                    if len(pieces) > LARGEST:
                        raise _Final(f"the answer is over {LARGEST / 1e6:.0f} MB")
                    if self.ticks() > end:
                        raise _Again(f"no whole answer within {self.patience.silence:.0f} s")
                return bytes(pieces)
        except HTTPError as refusal:
            with refusal:
                raise _refused(refusal.code, refusal.headers, self.patience) from refusal
        except TimeoutError as reason:
            raise _Again(f"no answer within {self.patience.silence:.0f} s") from reason
        except (URLError, HTTPException, OSError) as reason:
            if isinstance(getattr(reason, "reason", None), TimeoutError):
                raise _Again(f"no answer within {self.patience.silence:.0f} s") from reason
            raise _Again(f"the connection failed ({reason})") from reason


class _Final(ModelFailed):
    """A failure that another try would only repeat."""


def choose_model(name: str, address: str) -> HttpModel | None:
    """The model that the options or the environment name, or None where they name none.

    name, address: as given with --model and --model-address, '' where not given. The key comes from the environment
                   alone, so that it stands in no history of commands.
    raises:        BadSetting where only one of the two is known, or the address is none.
    """
    name = name or os.environ.get("SMOULDER_MODEL", "")
    address = address or os.environ.get("SMOULDER_MODEL_ADDRESS", "")
    if not name and not address:
        return None
    if not name or not address:
        raise BadSetting("a model needs both its name and its address: give --model and --model-address")
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSetting(f"{address} is no address of a model; write it like http://127.0.0.1:8080/v1")
    return HttpModel(address, name, os.environ.get(KEY, ""))


def _refused(status: int, headers: Message, patience: Patience) -> Exception:
    if status in (401, 403):
        return _Final(f"the server does not accept the key (status {status}); set {KEY}")
    if status in TRY_AGAIN:
        wait = asked_wait(headers)
        if wait is not None and wait > patience.asked:
            return _Final(f"the server asks to wait {wait:.0f} s (status {status})")
        return _Again(f"the server is busy or broken (status {status})", wait)
    return _Final(f"the server answered with status {status}; check the address and the model's name")


def _content(body: bytes) -> str:
    """The words of the first choice."""
    try:
        choice = json.loads(body)["choices"][0]
        message = choice["message"]
        content, refusal = message.get("content"), message.get("refusal")
        ended = choice.get("finish_reason")
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as reason:
        raise ModelFailed(f"the server's answer is no chat completion ({str(reason)[:80]})") from reason
    if refusal or ended == "content_filter":
        raise _Final(f"the model refused ({' '.join(str(refusal or 'content filter').split())[:120]})")
    if ended == "length":
        raise _Final("the answer was cut off at the model's limit")
    if not isinstance(content, str):
        raise ModelFailed("the server's answer holds no words")
    return content
