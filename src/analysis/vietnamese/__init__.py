"""Vietnamese letters, numbers, money, dates and names: a string in, a value out."""
