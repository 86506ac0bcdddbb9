"""Data sets that count what holds armed groups down, read from their files as published."""
