"""Segments → clips: cache, concurrency, rate limits, retries and fallback, the same for every engine.

`desk` decides what is asked when (pure), `crew` asks in threads, `recording` makes whole sentences of one engine,
`speaking` has the next engine speak what one could not.
"""
