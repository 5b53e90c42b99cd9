"""Looking through results and judging them."""
