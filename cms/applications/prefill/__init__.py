"""Answers prepared elsewhere: by a link, or by another site that posts them and gets a link that works once."""
