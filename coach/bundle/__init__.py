"""Routines to give to somebody else: one file with all they need, checked before anything is put in place."""
