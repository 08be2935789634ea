"""How an editor writes a form: the StreamField blocks and their translation to and from a spec."""
