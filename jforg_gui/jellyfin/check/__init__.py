"""What Jellyfin would misread, miss or merge in a library that exists: checks and their repairs, pure over a tree."""
