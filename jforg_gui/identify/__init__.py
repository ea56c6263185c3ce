"""What a file is, read from names, folders, tags and the files beside it."""
