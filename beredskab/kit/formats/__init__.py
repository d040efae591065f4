"""How dates are written in each language, where Django differs from what people here write."""
