"""The page of the review: closed to the network, readable without eyes or mouse, nothing withheld, the same twice."""

import base64
import hashlib
import itertools
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from analysis.figures import persons
from analysis.measures.review_table import Words
from analysis.measures.review_words import spoken
from analysis.privacy.release import Review
from analysis.review import page as page_module
from analysis.review.page import build_page
from analysis.review.page_bars import DRAWN, drawing, page_words
from analysis.review.page_markup import element
from analysis.tables import Tables
from analysis.theme import contrast

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
LANGS = ["vi", "en"]
WHICH = ["public", "internal", "compared", "few"]


def parsed(review: Review, lang: Any = "vi") -> Any:
    return html.document_fromstring(build_page(review, lang).decode("utf-8"))


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_nothing_comes_from_outside(reviews: dict[str, Review], which: str, lang: Any) -> None:
    text = build_page(reviews[which], lang).decode("utf-8")
    root = html.document_fromstring(text)
    assert not root.xpath("//@src | //@srcset | //@action | //@style | //link | //iframe | //object | //base | //img")
    assert not root.xpath("//@*[starts-with(name(), 'on')]")
    targets = root.xpath("//@href")
    assert targets and all(one.startswith("#") for one in targets)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids)) and {one[1:] for one in targets} <= set(ids)
    named = root.xpath("//@aria-labelledby | //@aria-describedby")
    assert {part for one in named for part in one.split()} <= set(ids)
    own = "".join(root.xpath("//style/text() | //script/text()"))
    assert not re.search(r"url\(|@import|https?:|fetch\(|XMLHttp|eval\(|innerHTML", own)


@pytest.mark.parametrize("lang", LANGS)
def test_the_policy_allows_this_style_and_this_script_only(reviews: dict[str, Review], lang: Any) -> None:
    root = parsed(reviews["internal"], lang)
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy
    for tag in ("style", "script"):
        (own,) = root.xpath(f"//{tag}/text()")
        digest = base64.b64encode(hashlib.sha256(own.encode("utf-8")).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_it_can_be_read_without_eyes_and_mouse(reviews: dict[str, Review], which: str, lang: Any) -> None:
    root = parsed(reviews[which], lang)
    assert root.get("lang") == lang and words(root.xpath("//title")[0]) == words(root.xpath("//h1")[0])
    assert [len(root.xpath(f"//{tag}")) for tag in ("main", "nav", "header", "footer", "h1")] == [1] * 5
    assert root.xpath("//body/a[1]/@href") == ["#noi-dung"] and root.xpath("//nav/@aria-label")
    levels = [int(one.tag[1]) for one in root.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    for table in root.xpath("//table"):
        assert len(table.xpath("./caption")) == 1 and words(table.xpath("./caption")[0])
        assert all(one.get("scope") in ("col", "row") for one in table.xpath(".//th"))
        assert table.xpath("ancestor::div[@role='region' and @tabindex='0']")
        widths = {len(row.xpath("./th | ./td")) for row in table.xpath(".//tr")}
        assert len(widths) == 1
    for one in root.xpath("//svg"):
        assert words(one.xpath("./title")[0]) and len(words(one.xpath("./desc")[0])) > 30
        assert one.get("role") == "group" and one.xpath("ancestor::figure/figcaption")
        assert all(link.get("aria-label") for link in one.xpath(".//a"))
    assert root.xpath("//*[@role='status']")


def test_every_table_stands_in_its_part_and_empty_ones_say_so(reviews: dict[str, Review]) -> None:
    root, review = parsed(reviews["compared"]), reviews["compared"]
    shown = [one.get("id").removesuffix("-h").upper() for one in root.xpath("//h3")]
    assert shown == ["T1", "T6", "T3", "T2", "T5", "T4", "T9", "T11", "T8", "T7", "T10", "T13", "T12"]
    for code, table in review.tables.items():
        assert bool(root.xpath(f"//table[@id='{code.lower()}']")) == bool(len(table.frame))
        section = words(root.xpath(f"//section[@aria-labelledby='{code.lower()}-h']")[0])
        assert all(" ".join(one.vi.split()) in section for one in table.notes)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_the_cells_are_those_of_the_tables(reviews: dict[str, Review], which: str, lang: Any) -> None:
    root = parsed(reviews[which], lang)
    for code, table in reviews[which].tables.items():
        headings = [words(one) for one in root.xpath(f"//table[@id='{code.lower()}']/thead//th")]
        for row, cells in spoken(table, lang).iterrows():
            (line,) = root.xpath(f"//tr[@id='{code.lower()}-r{row}']")
            shown = dict(zip(headings, [words(one) for one in line], strict=True))
            assert shown == {name: " ".join(str(cells[name]).split()) for name in headings}
            assert not "".join(str(one) for name, one in cells.items() if name not in headings)


@pytest.mark.parametrize("lang", LANGS)
def test_withheld_cells_say_so_and_are_neither_drawn_nor_sorted_by(reviews: dict[str, Review], lang: Any) -> None:
    for which in ("public", "few"):
        root, hidden = parsed(reviews[which], lang), 0
        for code, table in reviews[which].tables.items():
            drawn = {
                cell
                for one in root.xpath(f"//svg[.//title[@id='{code.lower()}-ft']]//@data-cells")
                for cell in one.split()
            }
            assert not drawn & {f"{row}:{column}" for row, column in table.hidden}
            hidden += len(table.hidden)
        cells = root.xpath("//td[@class='hid']")
        assert len(cells) == hidden > 0
        assert {(words(one), one.get("data-v"), len(one)) for one in cells} == {
            ({"vi": "(ẩn)", "en": "(withheld)"}[lang], "", 0)
        }


def test_a_line_whose_number_is_withheld_has_words_and_no_bar(reviews: dict[str, Review]) -> None:
    review = reviews["few"]
    lines = [(code, line) for code in DRAWN for line in drawing(review, code, "vi", 30).lines]
    withheld = [(code, line) for code, line in lines if all(bar.value is None for bar in line.bars)]
    assert withheld
    root = parsed(review)
    for code, line in withheld:
        (group,) = (
            one
            for one in root.xpath(f"//svg[.//title[@id='{code.lower()}-ft']]/g")
            if words(one).startswith(line.label)
        )
        assert words(group).endswith("(ẩn)") and not group.xpath("./rect[@fill!='none']")


def test_bars_are_as_long_as_their_numbers_and_lead_to_their_rows(reviews: dict[str, Review]) -> None:
    root, table = parsed(reviews["internal"]), reviews["internal"].tables["T3"]
    lengths: dict[int, float] = {}
    for link in root.xpath("//svg[.//title[@id='t3-ft']]/a"):
        rows = [int(one.split("-r")[1]) for one in link.get("data-rows").split()]
        assert link.get("href") == f"#t3-r{rows[0]}"
        assert set(table.frame.loc[rows, "field"]) == {table.frame.loc[rows[0], "field"]}
        assert table.frame.loc[rows[1:], "n"].sum() in (0, table.frame.loc[rows[0], "n"])
        for bar in link.xpath("./rect[@fill!='none']"):
            lengths[int(table.frame.loc[rows[0], "n"])] = float(bar.get("width").rstrip("%"))
    assert len(lengths) > 1
    assert all(abs(length / n - max(lengths.values()) / max(lengths)) < 0.01 for n, length in lengths.items())


def test_numbers_lead_to_source_words_where_the_mode_shows_them(reviews: dict[str, Review]) -> None:
    root, table = parsed(reviews["internal"]), reviews["internal"].tables["T2"]
    for link in root.xpath("//table[@id='t2']//a[@class='c']"):
        row, column = link.get("data-cells").split(":")
        found = root.xpath(f"//details[@id='t2-e']//tr[contains(concat(' ', @data-for, ' '), ' {row}:{column} ')]")
        behind = table.evidence_of(int(row), column)
        assert {words(one[3]) for one in found} == {" ".join(str(text).split()) for text in behind["raw_text"]}
    assert not parsed(reviews["public"]).xpath("//details[@id='t2-e']")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("which", WHICH)
def test_the_same_review_gives_the_same_bytes(reviews: dict[str, Review], which: str, lang: Any) -> None:
    content = build_page(reviews[which], lang)
    assert content == build_page(reviews[which], lang) and b"\r" not in content


def attacked(review: Review, text: str) -> Review:
    """Put a text wherever a document's words can stand."""
    tables = {}
    for code, table in review.tables.items():
        columns = [c.name for c in table.columns if c.kind in ("words", "heading", "text", "place")]
        kept = table.frame.assign(**dict.fromkeys(columns, text))
        evidence = table.evidence.assign(raw_text=text, locator="line 1")
        tables[code] = replace(table, frame=kept, evidence=evidence, notes=(Words(text, text, "suppressed"),))
    return replace(review, tables=tables)


def test_no_word_of_a_document_becomes_markup(reviews: dict[str, Review]) -> None:
    text = "</script></style><script>alert(1)</script><img src=x onerror='a'>\" & \x00\x1b"
    root = parsed(attacked(reviews["internal"], text))
    assert len(root.xpath("//script")) == len(root.xpath("//style")) == 1 and not root.xpath("//img")
    assert "alert(1)" in words(root.xpath("//table[@id='t2']")[0])
    assert element("p", "\x00", title='"') == '<p title="&quot;">\ufffd</p>\n'


def test_the_public_page_names_nobody(clean: Tables, reviews: dict[str, Review]) -> None:
    names = persons(clean)
    held = {which: words(parsed(review)) for which, review in reviews.items()}
    assert any(name in held["internal"] for name in names)
    for which in ("public", "few"):
        assert not [name for name in names if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", held[which])]


def test_mode_and_date_stand_at_the_foot_also_on_paper(reviews: dict[str, Review]) -> None:
    root = parsed(reviews["public"])
    assert words(root.xpath("//footer")[0]) == "Bản công khai; văn bản mới nhất 11/11/2019."
    style = root.xpath("//style/text()")[0]
    shown = re.sub(r"\\([0-9a-f]{6})", lambda one: chr(int(one[1], 16)), style.split("@bottom-left")[1])
    assert "Bản công khai; văn bản mới nhất 11/11/2019" in shown and "@media print" in style


def test_letters_stand_out_from_their_ground(root: Path) -> None:
    style = (root / "src/analysis/review/data/page.css").read_text(encoding="utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", style))
    pairs = [(ink, ground) for ink in ("ink", "soft", "link") for ground in ("paper", "ground", "picked")]
    for ink, ground in [*pairs, ("head-ink", "head")]:
        assert contrast(colours[ink], colours[ground]) >= 4.5, (ink, ground)
    assert contrast(colours["focus"], colours["paper"]) >= 3


def test_the_words_of_the_page_are_complete_in_both_languages() -> None:
    def pairs(part: Any) -> Iterator[dict[str, str]]:
        if isinstance(part, dict) and "vi" in part:
            yield part
        elif isinstance(part, dict | list):
            for one in part.values() if isinstance(part, dict) else part:
                yield from pairs(one)

    found = list(pairs(dict(page_words())))
    assert len(found) > 30
    for one in found:
        assert set(one) == {"vi", "en"} and all(one.values())
        assert len({tuple(sorted(re.findall(r"\{\w+\}", text))) for text in one.values()}) == 1


DRIVER = """
(() => {
  const key = (id) => [...document.querySelector("#t2").tBodies[0].rows].map((row) => row.cells[id].textContent);
  const head = (at) => document.querySelector("#t2").tHead.rows[0].cells[at];
  const last = head(3).parentElement.cells.length - 1;
  const seen = {};
  head(last).querySelector("button").click();
  seen.down = [key(last), head(last).getAttribute("aria-sort")];
  head(last).querySelector("button").click();
  seen.up = [key(last), head(last).getAttribute("aria-sort")];
  head(0).querySelector("button").click();
  seen.names = [key(0), head(last).getAttribute("aria-sort"), document.getElementById("live").textContent];
  const bar = document.querySelector("svg a[data-rows^='t2-']");
  bar.focus();
  bar.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  const shown = [...document.querySelectorAll("#t2-e tbody tr")].filter((row) => !row.hidden);
  seen.bar = [document.activeElement.id, [...document.querySelectorAll(".picked")].map((row) => row.id),
    shown.length, document.querySelector("#t2-e").open, bar.dataset.cells];
  seen.wide = document.documentElement.scrollWidth <= window.innerWidth;
  document.body.setAttribute("data-seen", JSON.stringify(seen));
})();
"""


@pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed")
def test_it_works_in_a_browser(reviews: dict[str, Review], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sort, pick a bar and look at the width of a telephone in a real browser, under the page's own policy."""
    read = page_module._file
    monkeypatch.setattr(page_module, "_file", lambda name: read(name) + (DRIVER if name == "page.js" else ""))
    path = tmp_path / "tong-quan.html"
    path.write_bytes(build_page(reviews["internal"]))
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--window-size=500,900",
        f"--user-data-dir={tmp_path}/user",
    ]
    command = [str(CHROMIUM), *options, "--dump-dom", path.as_uri()]
    shown = subprocess.run(command, capture_output=True, timeout=120, check=True).stdout.decode("utf-8")
    seen = json.loads(html.document_fromstring(shown).xpath("//body/@data-seen")[0])
    numbers = [int(one) for one in seen["down"][0]]
    assert numbers == sorted(numbers, reverse=True) and seen["down"][1] == "descending"
    assert [int(one) for one in seen["up"][0]] == sorted(numbers) and seen["up"][1] == "ascending"
    assert seen["names"][0][:2] == ["chưa rõ", "huyện Cao Phong"] and seen["names"][1] is None
    assert seen["names"][2] == "Đã xếp tăng dần theo: Nơi"
    row, column = seen["bar"][4].split(":")
    behind = reviews["internal"].tables["T2"].evidence_of(int(row), column)
    assert seen["bar"][:4] == [f"t2-r{row}", [f"t2-r{row}"], len(behind), True]
    assert seen["wide"]
