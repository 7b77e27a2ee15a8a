"""Tools for those who work on Coach; never shipped."""
