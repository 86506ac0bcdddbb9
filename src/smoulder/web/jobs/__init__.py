"""Work outside the request: what there is to ask for, who does it, and how a page follows it."""
