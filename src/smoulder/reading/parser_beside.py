"""The parser in a process of its own: it loads while this one loads the rest, and its memory goes with it.

spaCy and its pipeline take a second to load and 120 MB, which a command that answers one question needs for one report.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO

from smoulder.reading.other_process import OtherProcess
from smoulder.reading.parse import Parse
from smoulder.reading.parser import load_parser, standing_in


class ParserBeside(OtherProcess):
    """The installed parser, in a process that starts with this object and ends with `close`."""

    def __init__(self) -> None:
        super().__init__("smoulder.reading.parser_beside")

    def parse(self, texts: Iterable[str]) -> Iterator[Parse]:
        """As `Parser.parse`. A process that has died is not missed: what it does not give is parsed here."""
        wanted = list(texts)
        try:
            asked, told = self.pipes
            pickle.dump(wanted, asked)
            asked.flush()
            found: list[Parse] = pickle.load(told)  # our own process, at the other end of our own pipe
        except (OSError, EOFError, pickle.UnpicklingError):
            with standing_in(None):
                return load_parser().parse(wanted)
        return iter(found)


@contextmanager
def parser_beside() -> Iterator[ParserBeside]:
    """Within it, the installed parser is one in a process of its own."""
    parser = ParserBeside()
    try:
        with standing_in(parser):
            yield parser
    finally:
        parser.close()


def serve(asked: IO[bytes], told: IO[bytes]) -> None:
    """Parse what is asked for until nobody asks any more."""
    parser = load_parser()
    while True:
        try:
            wanted: list[str] = pickle.load(asked)
        except EOFError:
            return
        pickle.dump(list(parser.parse(wanted)), told, protocol=pickle.HIGHEST_PROTOCOL)
        told.flush()


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
