"""The routine format: from text to a compiled plan."""
