"""What the window asks of the engine, and what the engine answers."""
