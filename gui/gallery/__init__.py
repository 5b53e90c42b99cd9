"""The gallery of styles: every style painted on the user's own picture, mixed, and compared on several pictures."""
