"""A web page taken apart: its blocks, what of them is the story, its headline and date, or why it is none."""
