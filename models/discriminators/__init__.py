"""One module for each discriminator."""
