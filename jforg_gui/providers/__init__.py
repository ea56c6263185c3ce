"""The network: the online databases, each behind the same port, and the manners they are asked with."""
