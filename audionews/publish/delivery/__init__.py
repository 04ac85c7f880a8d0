"""How a show reaches its listeners: copied to a host, or served from this machine."""
