"""One module for each objective of the adversarial game."""
