"""Queues: their tables, their progress, and where they are kept."""
