"""Shares as they are printed: whole that add up."""

from __future__ import annotations

from collections.abc import Sequence


def printed_shares(shares: Sequence[float], digits: int = 0) -> tuple[str, ...]:
    """Shares in per cent that add up to 100 as they are printed, by largest remainder.

    shares: not negative, add up to one. digits: behind the point.
    source: Hamilton's method; of equal remainders the earlier share takes the last unit.

    >>> printed_shares((1 / 3, 1 / 3, 1 / 3))
    ('34', '33', '33')
    >>> printed_shares((0.0004, 0.9996), 1)
    ('0.0', '100.0')
    """
    units = 100 * 10**digits
    exact = [units * one / sum(shares) for one in shares]
    whole = [int(one) for one in exact]
    order = sorted(range(len(exact)), key=lambda at: (whole[at] - exact[at], at))
    for at in order[: units - sum(whole)]:
        whole[at] += 1
    return tuple(f"{one / 10**digits:.{digits}f}" for one in whole)


def share_words(printed: str, share: float) -> str:
    """A printed share with its sign; one that is there and rounds to none says so.

    >>> share_words("0.0", 0.0004), share_words("0.0", 0.0), share_words("12.5", 0.125)
    ('under 0.1 %', '0.0 %', '12.5 %')
    """
    _, _, behind = printed.partition(".")
    return f"{printed} %" if share <= 0 or float(printed) else f"under {10.0 ** -len(behind):g} %"
