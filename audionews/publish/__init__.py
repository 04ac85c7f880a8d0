"""What is read beside the sound, made from a finished episode alone: manifest, transcripts, page, book, feed."""
