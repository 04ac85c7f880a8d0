"""Turn segments into clips: cache, concurrency, rate limits, retries and fallbacks, the same for every engine.

`request_scheduler` decides which request runs when, without threads of its own; `worker_pool` runs requests in threads;
`recording` makes whole sentences with one engine; `speaking` gives the sentences that failed to the next engine.
"""
