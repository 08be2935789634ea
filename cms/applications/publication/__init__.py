"""Publishing a procedure: what is checked, what it changes for whom, and how it is tried before."""
