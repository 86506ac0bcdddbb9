"""The desk: what an analyst does to a case, whoever brings the wish: a command, a page or a program."""
