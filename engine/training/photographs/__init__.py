"""What a run learns from: a collection that was examined, its pairs, and the batches that are made of it."""
