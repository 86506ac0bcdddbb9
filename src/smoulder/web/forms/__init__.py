"""What is sent with a form, as the desk takes it."""
