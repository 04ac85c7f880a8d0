"""Look after this machine: check what works, make samples of the voices, download a lexicon."""
