"""The small parts that views are made of."""
