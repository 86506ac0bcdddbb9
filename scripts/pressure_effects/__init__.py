"""Building the table of what departures did."""
