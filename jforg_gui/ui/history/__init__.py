"""All runs, and what taking one back would do to each of its files."""
