"""One training run, from a plan to a model package."""
