"""Who watches out for concerns, and when: nights, weekends, holidays."""
