"""JFOrg: turns messy media folders into libraries that Jellyfin reads right."""

__version__ = "0.1.0"
