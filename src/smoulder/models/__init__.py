"""Base rates and forecasts: from series to probabilities."""
