"""Tools of the workshop; not part of the wheel."""
