"""Looking for viruses in what people send: on when CLAMAV_URL names a clamd, off otherwise."""
