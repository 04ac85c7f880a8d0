"""The forms of one episode beside its sound: chapters, transcripts, page, book, cover, made from the manifest."""
