"""Smoulder from Python, the names that `import smoulder` gives."""
