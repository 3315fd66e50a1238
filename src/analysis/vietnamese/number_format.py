"""Numbers as they are printed: dot thousands and comma decimals in Vietnamese, the reverse in English."""

from decimal import ROUND_HALF_UP, Decimal

_UNITS = (
    (1_000_000_000, {"vi": "tỷ đồng", "en": "billion VND"}),
    (1_000_000, {"vi": "triệu đồng", "en": "million VND"}),
)
_MONEY = {"vi": "đồng", "en": "VND"}
_SWAP = str.maketrans(",.", ".,")


def _localise(english: str, lang: str) -> str:
    if lang not in _MONEY:
        raise ValueError(f"unknown language: {lang!r}")
    return english.translate(_SWAP) if lang == "vi" else english


def format_integer(n: int, lang: str = "vi") -> str:
    """Return `n` with thousands separators; ValueError for a language other than vi and en.

    >>> format_integer(1780), format_integer(1780, "en")
    ('1.780', '1,780')
    """
    return _localise(f"{n:,}", lang)


def half_up(x: Decimal | float, digits: int) -> Decimal:
    """Return `x` rounded half up, as people round and as every page prints it; `round` goes to the even digit.

    >>> half_up(6.25, 1), round(6.25, 1)
    (Decimal('6.3'), 6.2)
    """
    return Decimal(str(x)).quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)


def format_decimal(x: Decimal | float, digits: int = 2, lang: str = "vi") -> str:
    """Return `x` rounded half up to `digits` decimals.

    >>> format_decimal(1.665, 2), format_decimal(12345.6, 1, "en")
    ('1,67', '12,345.6')
    """
    return _localise(f"{half_up(x, digits):,f}", lang)


def _shortest(n: int, unit: int) -> str | None:
    whole, rest = divmod(abs(n), unit)
    decimals = str(rest).rjust(len(str(unit)) - 1, "0").rstrip("0")
    if whole == 0 or len(decimals) > 3:
        return None
    sign = "-" if n < 0 else ""
    return f"{sign}{whole:,}" + (f".{decimals}" if decimals else "")


def format_vnd(n: int, lang: str = "vi") -> str:
    """Return đồng in the largest unit that states `n` exactly with at most three decimals.

    >>> format_vnd(1_670_000_000), format_vnd(800_000_000), format_vnd(1_234_567)
    ('1,67 tỷ đồng', '800 triệu đồng', '1.234.567 đồng')
    """
    for unit, names in _UNITS:
        shown = _shortest(n, unit)
        if shown is not None:
            return f"{_localise(shown, lang)} {names[lang]}"
    return f"{format_integer(n, lang)} {_MONEY[lang]}"
