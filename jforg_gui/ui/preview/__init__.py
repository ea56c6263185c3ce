"""How the libraries will look after the run: a tree of what is there and of what comes."""
