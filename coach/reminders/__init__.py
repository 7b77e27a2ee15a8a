"""Reminders: when to offer which routine, decided by pure functions over samples of time and presence."""
