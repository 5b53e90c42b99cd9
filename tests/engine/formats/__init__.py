"""The file layer: what is read, what is written, what is refused."""
