"""Other people's layers beside the one that is worked on."""
