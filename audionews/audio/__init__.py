"""Sound: clips, loudness, limiting, the streaming master, MP3 and its tags. Nothing here knows of text."""
