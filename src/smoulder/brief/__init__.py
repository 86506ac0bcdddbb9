"""The brief: the whole answer as a page, as JSON and as half a page on the terminal."""
