"""The people of an application: who may do what, who writes together, how it changes hands."""
