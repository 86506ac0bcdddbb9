"""What the workers' Pythons start with in tests of reading: they note their loads, and marked texts end them."""

import os
import signal
import time
from collections.abc import Iterable, Iterator
from pathlib import Path


def _arm(folder: Path) -> None:
    from smoulder.reading import parser as parsers
    from smoulder.reading.parse import Parse

    load, parse = parsers._load, parsers.SpacyParser.parse

    def noted(name: str) -> parsers.Parser:
        with (folder / "loads").open("a") as file:
            file.write(f"{os.getpid()}\n")
        return load(name)

    def marked(self: parsers.SpacyParser, texts: Iterable[str]) -> Iterator[Parse]:
        held = list(texts)
        whole = " ".join(held)
        if "Exitville" in whole:
            os._exit(9)
        if "Crashville" in whole:
            os.kill(os.getpid(), signal.SIGSEGV)
        if "Endlessville" in whole:
            time.sleep(600)
        if "Slowville" in whole:
            time.sleep(0.2 * whole.count("Slowville"))
        return parse(self, held)

    parsers._load = noted  # type: ignore[assignment]
    parsers.SpacyParser.parse = marked  # type: ignore[method-assign]


if "READ_TEST_FOLDER" in os.environ:
    _arm(Path(os.environ["READ_TEST_FOLDER"]))
