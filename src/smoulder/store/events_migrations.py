"""Bringing a folder of events from an older layout to the present one, a step at a time."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from smoulder.records.errors import BadStore
from smoulder.store.events_folder import MANIFEST, EventFolder
from smoulder.store.events_manifest import FORMAT, format_of

Step = Callable[[EventFolder, dict[str, Any]], dict[str, Any]]  # Any: a manifest as JSON
"""Takes the folder and its manifest in one layout and gives the manifest in the next. It writes new files
beside the old ones and changes none, so that a kill leaves the old layout whole."""

STEPS: Mapping[int, Step] = {}
"""The step that leads on from each layout; the first layout is the present one."""


def bring_up_to_date(folder: EventFolder, steps: Mapping[int, Step] = STEPS, goal: int = FORMAT) -> int:
    """Take every step from the folder's layout to the present one; call it under the writer's lock.

    returns: how many steps were taken.
    raises:  BadStore where the folder is of a later layout, or a step is missing.
    """
    path, text = f"{folder.place}/{MANIFEST}", folder.manifest()
    if text is None:
        return 0
    content = json.loads(text)
    start = found = format_of(content, path)
    while found < goal:
        if found not in steps:
            raise BadStore(f"{path} has layout {found}, from which no step leads on; load your files anew")
        content = steps[found](folder, content)
        found += 1
        folder.swap_manifest(json.dumps({**content, "format": found}, indent=1))
    return found - start
