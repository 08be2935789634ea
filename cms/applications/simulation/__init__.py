"""The simulator: a procedure played with made people and a made clock, told in sentences, of which nothing stays."""
