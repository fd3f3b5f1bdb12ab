"""How many people and changes one room bears: `python3 dev.py bench`."""
