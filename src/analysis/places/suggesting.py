"""Names a misprint may stand for. They are shown to a person and never put in place of what was printed."""

from functools import lru_cache

from rapidfuzz import fuzz

from analysis.vietnamese.letters import bare, fold

# Below this likeness (0 to 100) two names of two syllables differ in a whole syllable.
LIKE_ENOUGH = 80.0


@lru_cache(maxsize=20_000)
def _forms(name: str) -> tuple[str, str]:
    return fold(name), bare(name)


@lru_cache(maxsize=5_000)
def suggest(printed: str, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the one name most like `printed`, or () where none is near or two are equally near.

    >>> suggest("thị trấn Mường Khên", ("thị trấn Mường Khến", "xã Mãn Đức"))
    ('thị trấn Mường Khến',)
    >>> suggest("xã Tan Thanh", ("xã Tân Thành", "xã Tân Thạnh"))
    ()
    """
    scored = sorted(((_likeness(printed, name), name) for name in names), reverse=True)[:2]
    if not scored or scored[0][0] < LIKE_ENOUGH or (len(scored) == 2 and scored[0][0] == scored[1][0]):
        return ()
    return (scored[0][1],)


def _likeness(printed: str, name: str) -> float:
    """Return the mean likeness with and without diacritics, 0 to 100."""
    pairs = zip(_forms(printed), _forms(name), strict=True)
    return sum(fuzz.ratio(one, other) for one, other in pairs) / 2
