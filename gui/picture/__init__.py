"""Looking at one picture of any size."""
