"""The sheet in which a conflict is decided."""
