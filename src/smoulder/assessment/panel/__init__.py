"""Several analysts on one case: coherent, weighed, pooled, and where they part (docs/methods/panel.md)."""
