"""One module for each kind of ageing."""
