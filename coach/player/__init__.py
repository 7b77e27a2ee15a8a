"""The player: a session as a pure machine over values."""
