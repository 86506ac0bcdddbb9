"""Months, lulls and coverage: from counts to states."""
