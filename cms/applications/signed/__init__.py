"""Pages behind a signed link, for people who have no account: partners and experts."""
