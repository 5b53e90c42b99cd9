"""What the formats share: the file on disk, its directories, its metadata blocks."""
