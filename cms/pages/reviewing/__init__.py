"""Processes that approve pages: what they know of a page, who may act, and what becomes of the page.

`cms.pages.models.ProcessTask` is the door that Wagtail knows; the rules and the operations are here.
"""
