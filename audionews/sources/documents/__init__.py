"""Documents as sources: PDF, Word, OpenDocument, EPUB and mail, each to one article whose headings are known."""
