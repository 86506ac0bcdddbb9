"""Default grades by kind of speaker."""

import pytest

from smoulder.assessment.grade import grade


@pytest.mark.parametrize(
    ("speaker", "role", "anonymous", "reliability"),
    [
        ("Ann Example", "spokeswoman for the coalition", False, "C"),
        ("the monitoring mission", "", False, "B"),
        ("a researcher", "", False, "B"),
        ("a spokesman for the insurgents", "", False, "D"),
        ("Bo Example", "second-in-command of the coalition against the militant group", False, "C"),
        ("the rebels", "", False, "D"),
        ("several officials", "", True, "F"),
        ("Bo Example", "", False, "F"),
        ("", "", False, "B"),
    ],
)
def test_a_speaker_is_graded_by_kind(speaker: str, role: str, anonymous: bool, reliability: str) -> None:
    assert grade(speaker, role, anonymous).reliability == reliability
