"""What differs from system to system: the rules, which are pure, and one thin layer of calls for each."""
