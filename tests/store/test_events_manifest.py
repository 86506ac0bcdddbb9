from __future__ import annotations

import json
from pathlib import Path

import pytest

from smoulder.records.errors import BadStore
from smoulder.store.events import open_events
from smoulder.store.events_folder import MANIFEST, EventFolder, LocalFolder
from smoulder.store.events_manifest import FORMAT, read_manifest, write_manifest
from smoulder.store.events_migrations import STEPS, bring_up_to_date
from tests.reading.ged_samples import event
from tests.store.event_files import put


def test_a_manifest_comes_back_as_it_was_written(tmp_path: Path) -> None:
    store = open_events(tmp_path)
    put(store, [event(1)], "21.1")
    before = store.manifest()
    folder = LocalFolder(store.folder)
    write_manifest(folder, before)
    assert read_manifest(folder) == before


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("{", "cannot be read"),
        ("[]", "no manifest"),
        ('{"format": 99}', "later version"),
        (json.dumps({"format": FORMAT, "generation": 1}), "damaged"),
    ],
)
def test_what_is_no_manifest_of_ours_is_told_with_the_cure(tmp_path: Path, content: str, why: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    with pytest.raises(BadStore, match=why):
        read_manifest(LocalFolder(tmp_path))


def test_every_older_layout_has_a_step_that_leads_on() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_steps_are_taken_in_order_each_by_one_swap(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"format": 1, "said": []}))
    seen = []

    def step(word: str):  # type: ignore[no-untyped-def]
        def take(folder: EventFolder, content: dict) -> dict:  # type: ignore[type-arg]
            seen.append(json.loads(folder.manifest() or "")["format"])
            return content | {"said": [*content["said"], word]}

        return take

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("smoulder.store.events_manifest.FORMAT", 3)
        assert bring_up_to_date(LocalFolder(tmp_path), {1: step("one"), 2: step("two")}, goal=3) == 2
    assert json.loads((tmp_path / MANIFEST).read_text()) == {"format": 3, "said": ["one", "two"]}
    assert seen == [1, 2]


def test_a_missing_step_is_told(tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(json.dumps({"format": 1}))
    with pytest.raises(BadStore, match="no step leads on"):
        bring_up_to_date(LocalFolder(tmp_path), {}, goal=2)


def test_a_folder_without_a_manifest_needs_no_step(tmp_path: Path) -> None:
    assert bring_up_to_date(LocalFolder(tmp_path)) == 0
