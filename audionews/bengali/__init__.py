"""How Bengali news is read aloud: clean, split_sentences, normalize, phonemes."""
