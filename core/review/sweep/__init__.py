"""Consistency: what stands oddly in labelled texts, told from the labelled texts themselves."""
