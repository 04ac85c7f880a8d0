"""The show, all episodes together: its metadata, folders, feed and list."""
