"""Charts as SVG inside the page, drawn twice: wide for a desk and for paper, narrow for a phone."""
