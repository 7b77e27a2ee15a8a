"""Contacts: where skin touches skin or a thing, solved when authoring and measured by the tests."""
