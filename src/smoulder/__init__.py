"""Smoulder: an armed group has gone quiet; is the fire out, or only smouldering?"""

__version__ = "0.1.0"
