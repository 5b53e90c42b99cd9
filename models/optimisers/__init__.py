"""One module for each optimiser."""
