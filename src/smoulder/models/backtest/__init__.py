"""Forecasts of the past, made as if it were the present, and scored."""
