"""One module for each library that runs networks."""
