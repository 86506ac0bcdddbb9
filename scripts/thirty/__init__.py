"""Thirty past lulls, end to end: drawn by seed, assessed as of their twelfth month, scored."""
