"""Wires the processes together: settings, root urls and WSGI entry points. Decides nothing."""
