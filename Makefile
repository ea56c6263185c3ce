# The commands of the repository; `make` alone lists them.
