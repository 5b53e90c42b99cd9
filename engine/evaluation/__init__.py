"""Evaluation: how close restored pictures come to the clean ones, in figures and in pictures."""
