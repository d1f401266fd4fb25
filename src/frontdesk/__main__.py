"""`python -m frontdesk`."""

from frontdesk.cli.main import main

main()
