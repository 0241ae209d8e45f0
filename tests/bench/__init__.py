"""The bench: does it count right."""
