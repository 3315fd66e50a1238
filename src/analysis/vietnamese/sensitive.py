"""What no table keeps of a person, also not in the words it was read from: origin, membership of the Party, health.

Real: "ông A, dân tộc Nùng, thôn B"; "bà C (người Hoa)"; "thương binh hạng 2/4"; "ông D, đảng viên, ...". Trap: "mô hình
“Ruộng nước người Mông”", "trang phục dân tộc Dao" and "mỗi đảng viên giúp một hộ" say nothing of anybody.
"""

import re

from analysis.vietnamese.letters import CAPITAL

_PEOPLE = rf"{CAPITAL}[\w'’]*(?:[\s-]{CAPITAL}[\w'’]*){{0,2}}"
_BETWEEN = r"(?:(?<=[,;(–-] )|(?<=[,;(]))"
_END = r"(?=\s*(?:[,;.)]|$))"
_SENSITIVE = re.compile(
    rf"{_BETWEEN}(?:là )?(?:người (?:đồng bào )?)?dân tộc {_PEOPLE}|"
    rf"(?:(?<=uy tín )|(?<=\blà ))(?:người )?dân tộc {_PEOPLE}|"
    rf"{_BETWEEN}(?:là )?người {_PEOPLE}{_END}|"
    rf"(?<=\blà )người {_PEOPLE}(?= đầu tiên)|"
    rf"{_BETWEEN}(?:là )?đảng viên{_END}|"
    rf"{_BETWEEN}(?:là )?(?:người )?khuyết tật{_END}|"
    rf"(?<!\w)(?<!con )(?<![Hh]ội )(?<!và )(?<!\d )(?:[Tt]hương|[Bb]ệnh) binh"
    rf"(?:(?: nặng)?(?: hạng)? \d/\d| nặng(?=\s*[,;)])|(?= {CAPITAL})|(?=\s*[,)]))"
)


def without_sensitive(text: str) -> str:
    """Return a text with "…" in place of what it says of a person's origin, Party membership or health.

    >>> without_sensitive("ông Vi Văn A, dân tộc Nùng, thôn B (thương binh hạng 2/4)")
    'ông Vi Văn A, …, thôn B (…)'
    >>> without_sensitive("mô hình “Ruộng nước người Mông”, mỗi đảng viên giúp một hộ")
    'mô hình “Ruộng nước người Mông”, mỗi đảng viên giúp một hộ'
    """
    return _SENSITIVE.sub("…", text)
