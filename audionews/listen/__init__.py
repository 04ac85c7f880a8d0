"""Speaks and plays at once: sentences are read, spoken and heard while the next ones are on their way.

`reading` yields sentences, `voicing` has them spoken ahead of where the listener is, `tape` holds both and hands sound
to the `sound_device`, `hearing` ties them together. Nothing here makes an episode.
"""
