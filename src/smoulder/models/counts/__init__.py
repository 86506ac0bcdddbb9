"""How many deaths: forecasts of monthly counts as draws."""
