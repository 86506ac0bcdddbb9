"""Several forecasts into one."""
