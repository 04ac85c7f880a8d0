"""Bring a show to its listeners: copy it to a host, or serve it from this machine."""
