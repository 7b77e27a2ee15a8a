"""What was done: the store and the records in it."""
