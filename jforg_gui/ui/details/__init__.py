"""The pane beside the table: one row in full, with what can be done about it."""
