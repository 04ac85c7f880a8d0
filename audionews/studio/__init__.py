"""A bulletin without a terminal: a page on this machine where stories are gathered, put in order, heard and made.

`studio_server` ties routes to the methods of `workbench`, behind `studio_door`. `draft_shelf` keeps drafts, which are
script files (docs/script.md); `deeds` reads what the page wants done to one; `draft_view` is what the page is shown;
`sounding` has a sentence heard; `errands` are what takes time: reading, making, publishing. The page is static files in
`page/`.
"""
