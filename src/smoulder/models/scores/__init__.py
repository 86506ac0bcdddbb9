"""How good a forecast was: proper scores, calibration and skill."""
