"""The fixed words of a brief, and what they are in other languages."""
