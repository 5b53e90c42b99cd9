"""Several machines: the same batch, its pictures restored by workers on Ray. An extra: `pip install "patina[cluster]"`."""
