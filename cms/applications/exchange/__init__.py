"""Procedures as documents: written out, read in, compared, copied."""
