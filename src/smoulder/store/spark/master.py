"""The address of a cluster's master, looked at before Spark is started with it."""

from __future__ import annotations

import re

from smoulder.records.errors import BadSetting

KNOWN = re.compile(
    r"local(-cluster)?(\[[\d*, ]+\])? | spark://[^/\s:]+:\d+(,[^/\s:]+:\d+)* | yarn | k8s://\S+", re.X
)
"""The forms of an address that Spark takes; several masters of which one leads are named one after the other."""

LOOPBACK = ("127.0.0.1", "localhost")


def check_master(address: str) -> None:
    """Take an address that Spark can take, and '' for this machine.

    raises: BadSetting with the forms that can be written.

    >>> check_master("spark://10.0.0.5:7077")
    >>> check_master("local[2]")
    """
    if address and not KNOWN.fullmatch(address):
        raise BadSetting(
            f"the master of Spark is {address!r}; write spark://HOST:7077 as the master's page shows it, yarn, "
            "k8s://HOST:PORT, or local[2] for two cores of this machine"
        )


def hosts_of(address: str) -> list[tuple[str, int]]:
    """The machines at which a master of Spark's own kind may listen.

    >>> hosts_of("spark://one:7077,two:7078")
    [('one', 7077), ('two', 7078)]
    >>> hosts_of("yarn")
    []
    """
    if not address.startswith("spark://"):
        return []
    pairs = (one.rpartition(":") for one in address.removeprefix("spark://").split(","))
    return [(host, int(port)) for host, _, port in pairs]


def is_cluster(address: str) -> bool:
    """True where other processes than this one do the work.

    >>> is_cluster("spark://one:7077"), is_cluster("local[*]"), is_cluster("")
    (True, False, False)
    """
    return bool(address) and not address.startswith("local")


def stays_here(address: str) -> bool:
    """True where no other machine takes part.

    >>> stays_here("local[2]"), stays_here("spark://127.0.0.1:7077"), stays_here("yarn")
    (True, True, False)
    """
    hosts = hosts_of(address)
    return not is_cluster(address) or (bool(hosts) and all(host in LOOPBACK for host, _ in hosts))
