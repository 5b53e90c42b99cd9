"""Networks, losses and damages: plain torch, with no threads, files or windows."""
