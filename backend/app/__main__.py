"""`python -m app` is `themeroom`."""

from app.cli import main

main()
