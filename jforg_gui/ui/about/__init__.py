"""What JFOrg is, whose work it stands on, and where it keeps its log."""
