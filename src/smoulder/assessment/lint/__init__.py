"""The check of wording: whether a text says its chances by one scale of words."""
