"""`python -m audionews` is the same as `audionews`."""

from audionews.cli import main

if __name__ == "__main__":
    main()
