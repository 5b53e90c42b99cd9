"""How the window looks: theme, icons, and the small pieces that pages are made of."""
