"""Language models: where they come from, and how surprising they find each word."""
