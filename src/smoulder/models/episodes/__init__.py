"""Will a conflict come back: yearly episodes above 25 deaths, and the quiet years after them."""
