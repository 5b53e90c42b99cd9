"""Fine-tuning: a model goes on learning from the user's own collection, and says whether that was worth it."""
