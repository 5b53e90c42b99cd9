"""The journal of a destination: what is to be done, and what is done."""
