"""One module for each craft."""
