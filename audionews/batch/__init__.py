"""Backlogs: many episodes in one go, by all processors of this machine or by a Dask cluster.

`article_stream` reads sources without end as a stream, `grouping` puts articles into episodes, `backlog` hands those
that are missing to a crew (`crews`, `dask_crew`), whose workers run `episode_tasks`; `outputs` is where episodes go,
`ledger` what is known of them. Nothing here schedules, queues or stores by itself: Dask and fsspec do.
"""
