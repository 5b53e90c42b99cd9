"""Devices: what runs networks on this machine, how fast, and in how much memory."""
