"""Writing routine files: what can be typed where, and changes that leave the rest of a text as it is."""
