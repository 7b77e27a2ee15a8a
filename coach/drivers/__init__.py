"""Objects that hold the clock and turn values into Qt signals."""
