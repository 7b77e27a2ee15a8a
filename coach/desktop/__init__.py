"""What the desktop offers: a folder or module per capability."""
