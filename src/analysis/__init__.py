"""Numbers people can trust from emulation and commendation documents."""
