"""Coach: timed routines for hands, feet and toes."""

__version__ = "0.1.0"
