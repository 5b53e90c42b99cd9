"""What is seen before the work: the welcome, and what was dropped."""
