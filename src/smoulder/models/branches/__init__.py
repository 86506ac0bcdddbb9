"""What a group may do if the pressure on it stays, eases or comes off (docs/methods/branches.md)."""
