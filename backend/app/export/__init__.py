"""Boards and logs as files, and tables of themes as commands. Pure: no clock, no database, no file."""
