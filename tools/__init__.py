"""What dev.py and the wheel's build hook do; standard library only."""
