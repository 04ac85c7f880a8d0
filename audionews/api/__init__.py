"""Our Bengali for other programs over HTTP: speech as OpenAI's clients ask for it, and text as it is said."""
