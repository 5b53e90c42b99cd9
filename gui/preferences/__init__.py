"""The page of settings, card by card."""
