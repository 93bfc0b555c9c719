"""Agreement: small words whose gender or number another language does not tell apart, and whom they stand for."""
