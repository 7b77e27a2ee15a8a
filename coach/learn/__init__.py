"""The guidance pages: reading them, finding in them, and what stands behind each of their claims."""
