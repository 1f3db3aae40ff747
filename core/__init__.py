"""The annotation library of Jinbiao: usable from a script on a machine without a screen."""

__version__ = "0.1.0"
