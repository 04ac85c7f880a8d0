"""Bengali as it is said: numbers, dates, money, abbreviations, Latin words and signs as words (`normalizer`)."""
