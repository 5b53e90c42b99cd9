"""The recipe panel: stages, their forms, and recipe files."""
