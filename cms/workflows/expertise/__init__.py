"""Opinions of outside experts: asked by mail with a signed link, given on a form, counted by the step."""
