"""The disk: the journal, settings, and every operation that changes a file."""
