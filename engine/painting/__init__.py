"""Painting: a picture of any size, in tiles, through the stages of a recipe."""
