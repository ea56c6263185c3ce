"""Running and taking back: the questions before, the word after."""
