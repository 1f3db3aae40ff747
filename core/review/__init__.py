"""How far layers agree, where they differ, and what gold could be: pure functions over plain values.

Nothing here knows of a store. `differences` and `adjudication` are plain Python; the measures stand
on numpy, which is imported only when one of them is asked for.
"""
