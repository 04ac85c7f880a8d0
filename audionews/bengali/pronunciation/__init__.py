"""From Bengali words to their sounds: lookup, network and n-grams, then prosody and the forms that engines take."""
