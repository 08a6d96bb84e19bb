"""Tags as a person sees them: pills, the box they lie in, the field and popover to add one.

What a tag means and who set it is told by the services.
"""
