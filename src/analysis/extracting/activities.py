"""What an exemplar does, out of the words behind its name: "với mô hình nuôi ba ba đạt ..." -> "Nuôi ba ba"."""

import re
from functools import cache

from analysis.datafiles import read_rows
from analysis.extracting.quotes import find_quoted
from analysis.extracting.titles import sentence_start
from analysis.vietnamese.letters import CAPITAL, fold, tidy

_OPENING = re.compile(
    r"[\s,:)–-]*(?:(?:là|đã|đang|hiện|với|có|nhờ|bằng|chuyên|thực hiện|xây dựng|phát triển|triển khai|áp dụng|làm chủ)"
    r"\s+){0,3}(?P<model>(?:các\s+)?mô hình\s*(?:về\s+)?)?(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_END = re.compile(
    r"(?:^(?=doanh thu|lợi nhuận|lãi|thu (?!hoạch|gom|mua))|\s*(?:,(?!\d)|[;(–]|"
    r"\s-\s(?!(?:ao|chuồng|rừng|biogas)(?!\w))|\.(?:\s|$)|"
    r"\s(?:đạt|cho|thu|lãi|mang lại|đem lại|giúp|tạo (?:việc|thu|thêm|công)|"
    r"hằng năm|hàng năm|mỗi năm|với|có|trừ|sau khi|doanh thu|lợi nhuận)(?!\w)))",
    re.IGNORECASE,
)
# "Ông A, người có uy tín bản B: thuyết phục 23 hộ ..."
_TOLD_DEED = re.compile(r"[^:;.]{0,80}:\s*(?P<deed>[^\W\d_A-Z].{8,})", re.DOTALL)
# "trồng nghệ, đinh lăng, doanh thu ...": a short noun between marks belongs to the list
_MORE = re.compile(
    r",\s(?!(?:đạt|cho|thu|lãi|mang|đem|giúp|tạo|góp|hằng|hàng|mỗi|với|có|trừ|sau|doanh|lợi|bình|quy|được|là|đã|nay|"
    r"hiện|không|vốn|đầu|khi|từ|đến|năm|để|nên|do|ở|tại)(?!\w))(?:[^\W\d_A-ZĐ]+\s){0,2}[^\W\d_]+(?=\s*[,;]|\s+và\s)"
)
# "có 40 đàn ong nội, thu nhập ...": what somebody keeps, where no deed is told
_KEEPS = re.compile(
    r"[\s,:)–-]*(?:(?:hiện|đã|đang|nay|gia đình)\s+)*(?:có|với|sở hữu|gây dựng được)\s+(?:hơn|gần|trên|khoảng)?\s*"
    r"(?P<kept>đàn\s+[^,;.:(]{2,30}?\s\d[\d.]*\s+con|"
    r"\d[\d.,]*\s+(?:ha|héc ta|sào|công|m2|con|đàn|lồng|bè|ao|gốc|cây|thùng|chuồng|vườn|giàn)\s+"
    r"[^,;.:(]{2,60})",
    re.IGNORECASE,
)
# "được công nhận nông dân sản xuất, kinh doanh giỏi": what somebody is called is not what somebody does
_TITLE_OF_HONOUR = re.compile(
    r"(?:nông dân|hộ|danh hiệu|hội viên)\s+(?:nông dân\s+)?(?:sản xuất,?\s+kinh doanh|sản xuất|làm kinh tế)\s+giỏi",
    re.I,
)
# "là người K'Ho đầu tiên trong thôn dám ...": ethnic origin is no part of a deed and is not kept
_OF_PEOPLE = re.compile(
    rf"^(?:là\s+)?người\s+(?:dân tộc\s+)?(?:{CAPITAL}[\w'’]*\s+){{1,2}}(?:đầu tiên\s+)?"
    r"(?:(?:trong|ở|của)\s+(?:thôn|bản|buôn|làng|xóm|ấp|xã|vùng)\s+)?"
)
_LONGEST = 120
_NEAR = 60


@cache
def _verbs(later: bool) -> re.Pattern[str]:
    rows = [row for row in read_rows("analysis.extracting", "activity_verbs.csv") if row["later"] or not later]
    verbs = sorted((row["verb"] for row in rows), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(verbs)})(?!\w)", re.IGNORECASE)


def is_activity(words: str) -> bool:
    """Tell whether `words` begin with something people do: "nuôi dê", "trồng cam"."""
    return _verbs(later=False).match(words) is not None


def read_activity(words: str, any_deed: bool = False) -> tuple[str, str]:
    """Return the activity as a title and the words behind it; ("", "") where no activity is told.

    Under a heading of exemplars (`any_deed`) whatever stands behind a colon is the deed. Else it begins at once ("nuôi
    dê"), behind "mô hình", or a few words later with a trade nobody mistakes ("bỏ phố về quê nuôi gà thả vườn").
    """
    deed = _TOLD_DEED.match(words) if any_deed else None
    if deed:
        return _titled(deed.group("deed"))
    match = _OPENING.match(words)
    if not match:
        return "", ""
    rest = match.group("rest").strip()
    quoted = find_quoted(rest)
    if quoted and match.group("model") and quoted[0].start <= 1:
        return tidy(quoted[0].inner), tidy(rest[quoted[0].end :]).strip(" ,.;")
    if not match.group("model") and not is_activity(rest):
        later = _verbs(later=True).search(re.split(r"[.;]", rest, maxsplit=1)[0][:_NEAR])
        kept = None if later else _KEEPS.match(words)
        if not later and not kept:
            return "", ""
        rest = rest[later.start() :] if later else words[kept.start("kept") :] if kept else rest
    return _titled(rest)


def later_activity(words: str) -> tuple[str, str]:
    """Return the first trade told anywhere in `words` as `read_activity` does, for one whose earnings are told."""
    shown = _TITLE_OF_HONOUR.sub(lambda match: " " * len(match.group()), words)
    later = _verbs(later=True).search(shown)
    return _titled(words[later.start() :]) if later else ("", "")


def told_deed(words: str) -> tuple[str, str] | None:
    """Return whatever is told behind the name of an exemplar, None if that is no deed of some words."""
    title, description = _titled(_OF_PEOPLE.sub("", words.strip(" ,;:–-")))
    return (title, description) if title.count(" ") > 1 else None


def _titled(rest: str) -> tuple[str, str]:
    end = _activity_end(rest)
    title = tidy(rest[:end]).strip(" ,.;:-–")
    if not title or len(title) > _LONGEST or fold(title) in ("mô hình", "kinh tế"):
        return "", ""
    return sentence_start(title), tidy(rest[end:]).strip(" ,.;")


def _activity_end(rest: str) -> int:
    """Find the end of an activity; a comma before a verb does not end it ("mua bán, trồng dừa gắn với nuôi bò")."""
    position = 0
    while cut := _END.search(rest, position):
        if more := _MORE.match(rest, cut.start()):
            position = more.end()
            continue
        following = rest[cut.end() :].lstrip()
        if not (cut.group().strip() in (",", "với") and is_activity(following)):
            return cut.start()
        position = cut.end()
    return len(rest)
