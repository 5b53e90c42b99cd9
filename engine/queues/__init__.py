"""The window's queues."""
