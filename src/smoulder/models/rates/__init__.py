"""Base rates: what became of past lulls and past episodes like this one."""
