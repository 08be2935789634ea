"""A small drawing kit in the ligne claire: it makes the album and the pictures of the site as SVG.

`python -m cms.pages.demonstration.drawing` draws everything again; the result is the same on every machine.
"""
