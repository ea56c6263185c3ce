"""The table of what was found: a flat model of rows, a tree over it, and the view that shows and edits them."""
