"""Views of the shell: fetch, call, render."""
