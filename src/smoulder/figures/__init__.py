"""Small tables of public figures, each with source and licence in SOURCES.md; read by `reading.figures`."""
