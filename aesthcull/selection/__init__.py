"""Which frames of a shoot are shown, in which order, and what each filter would leave. No Qt, no SQL."""
