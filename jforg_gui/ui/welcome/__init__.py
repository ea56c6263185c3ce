"""The pages of the first start."""
