"""The outside world into records: reports, packaged figures, data sets."""
