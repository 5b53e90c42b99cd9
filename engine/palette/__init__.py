"""The palette: what stages look and paint with."""
