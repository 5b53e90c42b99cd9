"""Networks as torch runs and trains them, each for the design of the same name in `models.networks`, which builds it.

Designs load none of these until they build one: a program that runs graphs needs no torch.
"""
