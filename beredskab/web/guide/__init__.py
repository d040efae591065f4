""" "Hvad gør jeg nu?": at most four questions, and the road they end in. Keeps nothing."""
