"""The windows: one view per screen."""
