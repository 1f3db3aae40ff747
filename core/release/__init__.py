"""Releases: gold frozen into a folder that others can trust, rebuild to the byte, load and compare.

Plain values in, plain values out; `core.releasing` hands over what a project holds.
"""
