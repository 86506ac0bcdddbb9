"""What the pages show, worked out from records and ready to be printed."""
