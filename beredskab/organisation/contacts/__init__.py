"""Contact points: which function answers, on which number, and when. Names no person."""
