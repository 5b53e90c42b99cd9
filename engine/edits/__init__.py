"""Edits: what somebody drew and clicked on one picture."""
