"""Every table of a brief as data: numbers as numbers, one row for each thing, names with units."""
