"""Releases: gold frozen into a folder that others can trust, rebuild to the byte, load and compare.

All but `of_project` are plain values in, plain values out, and know nothing of the store.
"""
