"""Comparing a picture with its result, or with what a recipe would make of a patch."""
