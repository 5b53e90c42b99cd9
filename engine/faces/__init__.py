"""Faces: found in a picture, cut out and aligned, compared, and laid into it again."""
