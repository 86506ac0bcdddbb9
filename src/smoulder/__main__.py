"""`python -m smoulder`, which is the command `smoulder`."""

from smoulder.cli.main import run

if __name__ == "__main__":
    run()
