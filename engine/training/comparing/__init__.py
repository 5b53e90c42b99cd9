"""The laboratory: the same short run under several choices, what came of it, and a report."""
