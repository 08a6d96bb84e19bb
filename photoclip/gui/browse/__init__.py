"""Where a person is and what is shown there: places, their words, and the photos fetched for them.

No widgets: pages and sidebar ask here, and paint for themselves.
"""
