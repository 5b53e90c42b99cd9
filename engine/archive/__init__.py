"""The archive: which pictures there are, where they and their results lie, and what results are called."""
