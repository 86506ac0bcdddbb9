"""Download one file: resumed where it broke off, tried again with patience, checked, and whole or not at all.

The standard library does it: one GET with ranges, proxies and timeouts needs no further package. This is the
only file below the doors that reaches the network and reads the environment (for proxies and certificates).
"""

from __future__ import annotations

import socket
import ssl
import urllib.request
from collections.abc import Callable, Iterable
from http.client import HTTPException, HTTPResponse, InvalidURL
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit

from smoulder import __version__
from smoulder.reading.answers import agree, receive, refused
from smoulder.reading.backoff import Patience, wait_before
from smoulder.reading.download import Again, Job, Outside, file_name
from smoulder.reading.intact import check_content, check_hash
from smoulder.reading.manifest import Fetched, hash_file, read_manifest, record
from smoulder.reading.partial import Part, State, hold
from smoulder.records.errors import FetchFailed, NotThere

_LEADS_ON = (301, 302, 303, 307, 308)


def fetch_file(
    url: str, folder: Path, outside: Outside, patience: Patience | None = None, sha256: str = ""
) -> Fetched:
    """Download one file into a folder, or find that the one there is still the newest.

    sha256:  the published hash in hexadecimal, '' where none is.
    returns: the entry of the folder's manifest; `folder / entry.name` is the file.
    raises:  NotThere if there is no such file, FetchFailed for any other failure, CannotWrite.
             What had arrived stays as a hidden part and is gone on from by the next call, unless it is wrong.
    """
    name = file_name(url)
    with hold(folder):
        entry = read_manifest(folder).files.get(name)
        known = _standing(entry, url, folder, outside)
        job = Job(url, Part(folder, name), known, outside, patience or Patience())
        state = _try_until_whole(job)
        if state is None and known:
            check_hash(name, known.sha256, sha256)
            outside.note(f"{name} is the newest; it was downloaded on {known.when:%Y-%m-%d}")
            return known
        return _keep(job, state or State(url=url), entry, sha256)


def fetch_first(
    urls: Iterable[str], folder: Path, outside: Outside, patience: Patience | None = None, sha256: str = ""
) -> Fetched:
    """Download the first of several files that is there; made for releases, newest first.

    raises: as `fetch_file`; NotThere if none of them is there.
    """
    tried = []
    for url in (every := tuple(urls)):
        try:
            return fetch_file(url, folder, outside, patience, sha256)
        except NotThere:
            if len(every) == 1:
                raise
            tried.append(url)
            outside.note(f"{url} is not there")
    raise NotThere(f"none of {', '.join(tried)} is there; look the address up and give it with --url")


def _standing(entry: Fetched | None, url: str, folder: Path, outside: Outside) -> Fetched | None:
    """The earlier download of this address, if its file still is what it was."""
    if entry is None or entry.url != url or not (folder / entry.name).is_file():
        return None
    if hash_file(folder / entry.name) == entry.sha256:
        return entry
    outside.note(f"{folder / entry.name} is not as it was downloaded; fetching it again")
    return None


def _try_until_whole(job: Job) -> State | None:
    tries, furthest = 0, job.part.standing(job.url)[0]
    while True:
        try:
            return _try(job)
        except Again as trouble:
            done = job.part.standing(job.url)[0]
            tries = 1 if done >= furthest + job.patience.gain else tries + 1
            furthest = max(furthest, done)
            if tries >= job.patience.tries:
                kept = "; what has arrived is kept, and the next fetch goes on from it" if done else ""
                raise FetchFailed(
                    f"{job.url}: {trouble}, at the last of {tries} tries; "
                    f"try later, or another address with --url{kept}"
                ) from trouble
            wait = max(wait_before(tries, job.patience, job.outside.rng), trouble.wait or 0.0)
            job.outside.note(f"{trouble}; try {tries + 1} of {job.patience.tries} in {wait:.0f} s")
            job.outside.sleep(wait)


def _try(job: Job) -> State | None:
    """One request: the state of the file once its part is whole, None if the file that stands is the newest."""
    have, before = job.part.standing(job.url)
    try:
        answer = _open(job, _headers(job, have, before))
    except HTTPError as refusal:
        with refusal:
            return refused(job, refusal.code, refusal.headers, have, before)
    except (URLError, HTTPException, OSError) as reason:
        raise _trouble(job, reason) from reason
    with answer:
        start, state = agree(job, answer.status, answer.headers, have, before)
        receive(job, _reader(job, answer), start, state)
        return state


def _headers(job: Job, have: int, before: State) -> dict[str, str]:
    headers = {"User-Agent": f"smoulder/{__version__}", "Accept-Encoding": "identity"}
    if have:
        return headers | {"Range": f"bytes={have}-", "If-Range": before.validator}
    if job.known and job.known.etag:
        return headers | {"If-None-Match": job.known.etag}
    if job.known and job.known.modified:
        return headers | {"If-Modified-Since": job.known.modified}
    return headers


def _open(job: Job, headers: dict[str, str]) -> HTTPResponse:
    """Ask, and follow where the server leads; an opener of our own knows no other scheme than the web's."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
    ):
        opener.add_handler(handler)
    url = job.url
    for _ in range(job.patience.redirects + 1):
        try:
            request = urllib.request.Request(url, headers=headers)
            answer: HTTPResponse = opener.open(request, timeout=job.patience.silence)
            return answer
        except HTTPError as step:
            if step.code not in _LEADS_ON:
                raise
            with step:
                url = _led_to(url, step.headers.get("Location") or "")
        except (ValueError, InvalidURL) as reason:
            raise FetchFailed(
                f"{url} cannot be asked for ({reason}); mend the address, or the proxy in the environment"
            ) from reason
    raise FetchFailed(
        f"{job.url} leads on more than {job.patience.redirects} times, perhaps in a circle; "
        "give the address of the file itself with --url"
    )


def _led_to(url: str, location: str) -> str:
    target = urljoin(url, location.strip().replace(" ", "%20"))
    scheme = urlsplit(target).scheme
    if not location or scheme not in ("http", "https") or (url.startswith("https:") and scheme == "http"):
        raise FetchFailed(
            f"{url} leads to {location[:200] or 'nowhere'!r}, which is refused: only http and https are "
            "followed, and never from https to http; give the address of the file itself with --url"
        )
    return target


def _reader(job: Job, answer: HTTPResponse) -> Callable[[int], bytes]:
    def read(most: int) -> bytes:
        try:
            return answer.read1(most)
        except (HTTPException, OSError, ValueError) as reason:
            raise _trouble(job, reason) from reason

    return read


def _trouble(job: Job, reason: Exception) -> Again | FetchFailed:
    """What a failing line means, in words."""
    cause = reason.reason if isinstance(reason, URLError) else reason
    if isinstance(cause, ssl.SSLCertVerificationError):
        return FetchFailed(
            f"{job.host} does not prove who it is ({cause.verify_message}); "
            "set SSL_CERT_FILE to the certificates of your network, or give another --url"
        )
    if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        return FetchFailed(
            f"the name {job.host} cannot be looked up ({cause.strerror}); "
            "connect to the network, set https_proxy, or give another --url"
        )
    if isinstance(cause, TimeoutError):
        return Again(f"{job.host} sent nothing for {job.patience.silence:g} seconds")
    if isinstance(cause, ConnectionRefusedError):
        return Again(f"{job.host} takes no connections")
    if isinstance(cause, HTTPException | ConnectionError):
        return Again(f"{job.host} broke the connection off")
    return Again(f"{job.host} cannot be reached ({cause})")


def _keep(job: Job, state: State, entry: Fetched | None, sha256: str) -> Fetched:
    """Check the whole part, give it its name, enter it into the manifest."""
    name, path = job.part.name, job.part.path
    fetched = Fetched(
        name=name,
        url=job.url,
        size=path.stat().st_size,
        sha256=hash_file(path),
        etag=state.etag,
        modified=state.modified,
        when=job.outside.when,
    )
    try:
        check_hash(name, fetched.sha256, sha256)
        check_content(name, path)
        if entry and entry.same_state(fetched) and entry.sha256 != fetched.sha256:
            raise FetchFailed(
                f"{name} has another hash than on {entry.when:%Y-%m-%d} though the server calls it the same; "
                f"fetch it again, or move {job.part.folder / 'manifest.json'} away if the file was replaced"
            )
    except FetchFailed:
        job.part.drop()
        raise
    if entry and entry.sha256 != fetched.sha256:
        job.outside.note(f"{name} is another file than the one of {entry.when:%Y-%m-%d}, which it replaces")
    job.part.finish()
    record(job.part.folder, fetched)
    return fetched
