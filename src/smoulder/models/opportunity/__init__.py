"""The opportunity test: did a group do more, or less, than its own past says, when it might have?"""
