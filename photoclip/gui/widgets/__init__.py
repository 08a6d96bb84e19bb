"""Small widgets that know nothing of photos: sheets, toasts, flow layout, key caps.

Whatever needs the library lives elsewhere.
"""
