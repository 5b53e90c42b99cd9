"""The catalogue of models of other people: a table to look through, and what is said of the one that is chosen."""
