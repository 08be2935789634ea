"""Partners' commitment: each named partner reads what it commits to, and confirms or declines without an account."""
