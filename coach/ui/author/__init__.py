"""The Author view: files, text, form, and what it will look like."""
