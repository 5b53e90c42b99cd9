"""Storage that is no disk of this machine: originals and results at addresses. An extra: `pip install "patina[remote]"`."""
