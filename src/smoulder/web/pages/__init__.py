"""Pages, one file for each: parse what was asked, call one function, show what it gives."""
