"""Our Bengali for other programs and readers of the screen: speech, and text as it is said."""
