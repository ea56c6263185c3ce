"""What Jellyfin makes of paths: our own implementation of its rules, as pure functions over listings."""
