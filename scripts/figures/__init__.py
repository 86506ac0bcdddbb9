"""How each table that ships is built from the data beside the checkout."""
