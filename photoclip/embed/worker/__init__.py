"""The worker process and the app's end of it: messages, pipeline, crashes, and what else decodes.

Only this package makes the worker; how a model computes is the business of ``embed.models``.
"""
