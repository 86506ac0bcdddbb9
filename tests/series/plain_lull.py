"""A slow, plain reading of the lull rules, to hold the fast one to."""

import math


def plain_twelve(deaths: list[float], unknown_months: int = 2) -> list[float]:
    out = []
    for t in range(len(deaths)):
        window = deaths[t - 11 : t + 1] if t >= 11 else []
        known = [value for value in window if not math.isnan(value)]
        if len(window) == 12 and len(window) - len(known) <= unknown_months:
            out.append(round(sum(known) * 12 / len(known), 6))
        else:
            out.append(math.nan)
    return out


def plain_states(twelve: list[float]) -> list[tuple[str, float, float, bool, bool]]:
    """State, P, M, lull known here, comeback here: month by month, as the rules are written."""
    state, peak, lowest = "never", math.nan, math.nan
    run: list[float] = []
    out = []
    for a in twelve:
        known = back = False
        if not math.isnan(a):
            if state == "lull":
                if a >= max(25, 2 * lowest, lowest + 25):
                    state, peak, lowest, back, run = "active", a, math.nan, True, []
                else:
                    lowest = min(lowest, a)
            elif state == "never" and a >= 25:
                state, peak, run = "active", a, []
            elif state == "active":
                peak = max(peak, a)
            if state == "active":
                run = [*run, a] if a <= peak * (1 / 3) or a < 25 else []
                if len(run) >= 3:
                    state, lowest, known, run = "lull", min(run), True, []
        else:
            run = []
        out.append((state, peak, lowest if state == "lull" else math.nan, known, back))
    return out
