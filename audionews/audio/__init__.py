"""What is heard: clips, loudness, limiting, the streaming master, MP3 and its tags. Knows nothing of text."""
