"""One module for each game that networks play to learn."""
