"""The show that the episodes make together: its data, folders, feed and list."""
