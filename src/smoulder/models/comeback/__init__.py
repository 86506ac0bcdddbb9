"""Will it come back: the chance of a comeback from what is known on the day it is asked."""
