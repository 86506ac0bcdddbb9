"""What the filters of an archive are measured on."""
