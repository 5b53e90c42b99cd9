"""Teach: a model goes on learning from the user's own pictures, step by step, in words that need no loss curve."""
