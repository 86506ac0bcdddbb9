"""News for programs that asked for it: what is told, to which addresses, and how it gets there."""
