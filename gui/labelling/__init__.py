"""The label set editor: its dialog, the acts with their previews, and what follows in the window."""
