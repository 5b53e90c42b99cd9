"""The engine's side of the window: each request goes to its desk, and is answered there."""
