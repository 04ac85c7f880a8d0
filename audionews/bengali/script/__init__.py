"""The script: code points, tables, endings, sentences, clauses; what every other room of the language builds on."""
