"""audionews: Bengali news articles as a podcast."""
