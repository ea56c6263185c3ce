"""What ``make bench`` runs: groups of figures, each beside its bar."""
