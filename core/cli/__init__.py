"""The command line: everything that needs no eyes, without a window."""

from core.cli.app import app, main

__all__ = ["app", "main"]
