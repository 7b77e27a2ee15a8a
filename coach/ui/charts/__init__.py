"""Charts painted by Coach itself: each is a picture, a sentence and a table of the same numbers."""
