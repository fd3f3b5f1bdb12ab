"""What checks a log without a server. Standard library only: these files together are `verify.py` in every bundle."""
