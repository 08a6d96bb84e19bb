"""The table of actions: what can be done, by which keys, and where; and the keys of the person.

No widget and no deed: who can do an action binds it, and everybody reads the keys here.
"""
