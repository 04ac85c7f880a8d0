"""Where articles come from: one entry point, `gather`, that sees which kind of source each one is."""
