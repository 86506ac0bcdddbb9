"""The interface for programs: one file for each noun, all under /api/v1."""
