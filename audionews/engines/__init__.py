"""Speech engines: a small protocol, a registry (entry points `audionews.engines`), and a module for each engine."""
