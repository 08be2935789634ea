"""Experts' opinions on applications: the mails, the page behind the link, what experts read of an application."""
