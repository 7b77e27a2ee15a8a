"""Safety: what a person has ticked, and what it hides, changes or warns about. No Qt."""
