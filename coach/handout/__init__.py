"""What is printed: routines and programmes as pages for people to take home."""
