"""The door: each verb parses what was asked, calls one function and prints its answer."""
