"""Was it right: questions are closed by the data, and forecasts scored (docs/methods/ledger-scores.md)."""
