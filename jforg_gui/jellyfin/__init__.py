"""How Jellyfin wants files to lie and be called."""
