"""The engines that answer: one protocol, one contract suite (`tests/contracts/test_search_engines.py`)."""
