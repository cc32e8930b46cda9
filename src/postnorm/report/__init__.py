"""Pictures for people: a page on which every change of a post is seen in its place.

- :mod:`tracing`: which character of the source each change took away, and where it went.
- :mod:`alignment`: both texts as rows of one table, a paragraph each.
- :mod:`facts`: what the page tells beside the texts: changes, metadata, notices.
- :mod:`page`: all of that as one HTML file, and nothing that it would have to load.
- :mod:`writing`: the file.
"""
