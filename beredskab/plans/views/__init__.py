"""Views of the plan: fetch, call, turn domain errors into HTTP, redirect."""
