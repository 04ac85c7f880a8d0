"""What this machine can do and has: checks, samples of the voices, downloaded lexicons."""
