"""Reads of the road. Each takes the viewer first; what opens a case writes in the log before the data is fetched."""
