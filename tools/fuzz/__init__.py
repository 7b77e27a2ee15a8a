"""Feeding Coach's readers with nonsense; `python -m tools.fuzz --help`."""
