"""Who speaks: a small protocol, a registry (entry points `audionews.engines`), one module an engine."""
