import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.reading import Document, Line, UnreadableError, read

DEED = "Ông Lê Văn Thử, thôn Một, xã Hòa An nuôi cá lồng, thu 320 triệu đồng mỗi năm và giúp 5 hộ cùng làm. " * 8
MENU = "".join(f'<li><a href="{n}">Chuyên mục số {n}</a></li>' for n in range(9))


def page(tmp_path: Path, html: str | bytes) -> Document:
    path = tmp_path / "trang.html"
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return read(path)


def texts(document: Document) -> list[str]:
    return [line.text for line in document.lines if line.text]


def test_paragraphs_breaks_and_tables_keep_their_order(tmp_path: Path) -> None:
    document = page(tmp_path, "<body>đầu<p>một<br>hai<table><tr><td>a<td>b<tr><td>1<td>2</table>sau <b>bảng</b>")
    shown = [block.text if isinstance(block, Line) else [row.cells for row in block.rows] for block in document.blocks]
    assert shown == ["đầu", "một", "hai", [("a", "b"), ("1", "2")], "sau bảng"]
    assert document.format == "html"
    assert document.tables[0].rows[1].locator == "table 1 row 2"
    assert document.lines[2].locator == "line 3"


def test_text_is_printed_as_a_browser_does(tmp_path: Path) -> None:
    html = "<meta charset=utf-8><p>Ho&#768;a\t\n   Bi&#x300;nh &amp; &lt;5&nbsp;ha<o:p></o:p><!-- không in --><script>x</script>"
    assert texts(page(tmp_path, html)) == ["Hòa Bình & <5\u00a0ha"]


def test_preformatted_lines_stay_lines(tmp_path: Path) -> None:
    assert [x.text for x in page(tmp_path, "<body><pre>một\n  hai\n\nbốn</pre>").lines] == ["một", "hai", "", "bốn"]


@pytest.mark.parametrize(
    ("data", "reading"),
    [
        ("<html><p>Xã Hòa An".encode(), "text"),
        ("<html><meta charset=windows-1252><p>Xã Hòa An".encode(), "text"),
        ("\ufeff<html><p>Xã Hòa An".encode("utf-16-le"), "text"),
        (b"<html><meta charset=windows-1258><p>" + unicodedata.normalize("NFD", "Xã Hòa An").encode("cp1258"), "text"),
        (b"<html><p>" + unicodedata.normalize("NFD", "Xã Hòa An").encode("cp1258"), "converted"),
    ],
)
def test_the_letters_survive_every_encoding(tmp_path: Path, data: bytes, reading: str) -> None:
    document = page(tmp_path, data)
    assert texts(document) == ["Xã Hòa An"]
    assert document.reading == reading


PRINTED = (
    "<table> </table> <tr> <td> <td,rowspan=3> <td,colspan=2> <th> <p> </p> <br> <ol> <ol,start=-3> <ul> <li> <li,value=x> "
    "<pre> </pre> <sup> </sup> <div> </div> <form> <tfoot> <span> <b> <i> <font> <h1> <o:p> <![if,x]> &nbsp; chữ chữ chữ 12 "
    "<table>chữ<tr><td>1<td>2<tr><td>3<td>4 <table><tr><td>1<td>2<tr>chữ<td>3<td>4</table> <table><td>chữ<td>2<tr><td>3<td>4"
)
ANYTHING = (
    '<nav> <article> <main> <aside> <header> <del> <div,class=menu> <a,href="#n1",name="m1"> <a,href="#m1",name="n1"> '
    '<a,href="#m1",id="m1"> </a> <caption> <!-- --> <meta,charset=undefined> &#0; &#xD800; ² \x00 < > <?x <title> <select>'
)


def tokens(*named: str) -> st.SearchStrategy[list[str]]:
    every = [token.replace(",", " ") for text in named for token in text.split()]
    return st.lists(st.sampled_from(every), min_size=1, max_size=60)


def printed(document: Document) -> str:
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return " ".join([*(line.text for line in document.lines), *cells])


@settings(max_examples=100)
@given(tokens(PRINTED, ANYTHING), st.sampled_from(["utf-8", "utf-16", "cp1258"]))
def test_any_page_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, found: list[str], encoding: str) -> None:
    path = tmp_path_factory.mktemp("trang") / "a.html"
    path.write_bytes(f"<html><body>{' '.join(found)}".encode(encoding, "ignore"))
    try:
        assert printed(read(path)).strip()
    except UnreadableError as error:
        assert error.vi


@settings(max_examples=150)
@given(tokens(PRINTED))
def test_every_word_is_printed_once(tmp_path_factory: pytest.TempPathFactory, found: list[str]) -> None:
    path = tmp_path_factory.mktemp("trang") / "a.html"
    path.write_text(f"<html><body>mở {' '.join(found)}", encoding="utf-8")
    assert printed(read(path)).count("chữ") == " ".join(found).count("chữ")


def test_merged_cells_are_printed_once_on_the_grid(tmp_path: Path) -> None:
    html = (
        "<table><tr><th rowspan=2>TT<th colspan=2>Địa chỉ<th rowspan=2>Việc<tr><td>thôn<td>xã"
        "<tr><td>1<td>Một<td>Hòa An<td>Hiến đất</table>"
    )
    rows = page(tmp_path, html).tables[0].rows
    assert [row.cells for row in rows] == [
        ("TT", "Địa chỉ", "", "Việc"),
        ("", "thôn", "xã", ""),
        ("1", "Một", "Hòa An", "Hiến đất"),
    ]


@pytest.mark.parametrize("stray", ["chữ<tr>", "<tr>chữ", "<div>chữ</div><tr>", "<td>chữ<tr>"])
def test_words_of_a_table_outside_its_cells_are_printed(tmp_path: Path, stray: str) -> None:
    document = page(tmp_path, f"<table>{stray}<td>1<td>2<tr><td>3<td>4</table>")
    assert printed(document).split().count("chữ") == 1


def test_a_span_of_millions_is_cut(tmp_path: Path) -> None:
    row = page(tmp_path, "<table><tr><td colspan=100000 rowspan=99999>a<td>b<tr><td>1</table>").tables[0].rows[1]
    assert len(row.cells) < 100 and row.cells[-1] == "1"


def test_paragraphs_of_a_cell_are_lines_of_its_text(tmp_path: Path) -> None:
    table = page(tmp_path, "<table><tr><td><p>UBND</p><p>Số: 12/QĐ<td>CỘNG<br>HÒA</table>").tables[0]
    assert table.rows[0].cells == ("UBND\nSố: 12/QĐ", "CỘNG\nHÒA")


def test_tables_that_lay_out_a_page_are_walked_as_text(tmp_path: Path) -> None:
    html = (
        f"<form><table><tr><td width=180><ul>{MENU}</ul></td><td><table><tr><td>UBND XÃ HÒA AN<td>CỘNG HÒA XÃ HỘI</table>"
        f"<p>{DEED}<p>Danh sách:<table><tr><td>TT<td>Tên<tr><td>1<td>Ông Thử</table></td></tr></table></form>"
    )
    document = page(tmp_path, html)
    assert [table.rows[0].cells for table in document.tables] == [("UBND XÃ HÒA AN", "CỘNG HÒA XÃ HỘI"), ("TT", "Tên")]
    assert DEED.strip() in texts(document)


def test_a_long_deed_in_a_list_stays_in_its_row(tmp_path: Path) -> None:
    rows = "".join(f"<tr><td>{n}<td>Ông Thử<td><p>{DEED}<p>{DEED}" for n in (1, 2))
    (table,) = page(tmp_path, f"<table><tr><td>TT<td>Tên<td>Việc{rows}</table>").tables
    assert [row.cells[0] for row in table.rows] == ["TT", "1", "2"]


def test_only_the_article_of_a_web_page_is_read(tmp_path: Path) -> None:
    html = (
        f"<html><body><header>Cổng thông tin</header><nav><ul>{MENU}</ul></nav><div><div class='left-sidebar'><p>Thời tiết"
        f"</p><ul>{MENU}</ul></div><div class=post><h1>Gương sáng</h1><p>{DEED}</p><p>{DEED}</p></div></div>"
        "<div id=footer>Bản quyền của Sở</div><p style='display: none'>ẩn</p></body></html>"
    )
    assert texts(page(tmp_path, html)) == ["Gương sáng", DEED.strip(), DEED.strip()]


def test_what_stands_around_an_article_is_left_out_with_a_remark(tmp_path: Path) -> None:
    around = "<p>Liên hệ ban biên tập ở số 1 đường Lê Lợi, thị trấn Sa Rài</p>"
    document = page(tmp_path, f"<body><div>{around}<ul>{MENU * 9}</ul></div><article><p>{DEED}</article>")
    assert texts(document) == [DEED.strip()]
    assert [remark.code for remark in document.remarks] == ["left-out-part"]


@pytest.mark.parametrize("box", ["<aside>", "<div class=sidebar>", "<div>"])
def test_no_table_with_numbers_is_left_out(tmp_path: Path, box: str) -> None:
    table = "<table><tr><td>Xã<td>Số mô hình<tr><td>Hòa An<td>12<tr><td>An Phú<td>7</table>"
    document = page(tmp_path, f"<body><ul>{MENU * 9}</ul>{box}{table}</div><article><p>{DEED}</article>")
    assert [row.cells for row in document.tables[0].rows][1:] == [("Hòa An", "12"), ("An Phú", "7")]


def test_the_head_of_a_document_beside_its_article_survives(tmp_path: Path) -> None:
    head = "<table><tr><td>UBND XÃ HÒA AN<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</table>"
    document = page(tmp_path, f"<body><div>{head}</div><div><p>{DEED * 3}</p></div><ul>{MENU * 9}</ul>")
    assert document.tables[0].rows[0].cells[0] == "UBND XÃ HÒA AN"


def test_numbers_and_bullets_of_lists_are_printed(tmp_path: Path) -> None:
    html = (
        "<ol start=3><li>ba<li>4) bốn<ul><li>gạch</ul><li value=9>chín</ol><ol type=i><li>một<li>hai</ol>"
        "<ol style='list-style-type: lower-alpha'><li>a</ol><ul style='list-style:none'><li>trơn</ul>"
    )
    assert texts(page(tmp_path, html)) == ["3. ba", "4) bốn", "• gạch", "9. chín", "i. một", "ii. hai", "a. a", "trơn"]


def test_raised_numbers_do_not_run_into_others(tmp_path: Path) -> None:
    assert texts(page(tmp_path, "<p>đạt 25<sup>1</sup> hộ, 1.200 m<sup>2</sup> đất")) == ["đạt 25¹ hộ, 1.200 m2 đất"]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        (
            '<a class="sdfootnoteanc" name="a1anc" href="#a1sym"><sup>1</sup></a>',
            '<div id="sdfootnote1"><p><a name="a1sym" href="#a1anc">1</a>Hộ bà Tư</p></div>',
        ),
        (
            '<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>',
            '<hr><div id=ftn1><p><a href="#_ftnref1" name="_ftn1">[1]</a> Hộ bà Tư</p></div>',
        ),
        (
            '<sup id="ref-1"><a href="#note-1">[1]</a></sup>',
            '<ol><li id="note-1"><a href="#ref-1">^</a> Hộ bà Tư</li></ol>',
        ),
    ],
    ids=["LibreOffice", "Word", "wiki"],
)
def test_a_footnote_follows_its_paragraph_as_a_note(tmp_path: Path, mark: str, note: str) -> None:
    document = page(tmp_path, f"<body><p>sản xuất{mark} giỏi</p><p>tiếp</p>{note}")
    assert [(x.text, x.note, x.locator) for x in document.lines] == [
        ("sản xuất giỏi", "", "line 1"),
        ("Hộ bà Tư", "1", "footnote 1"),
        ("tiếp", "", "line 2"),
    ]


def test_a_page_saved_by_word(tmp_path: Path) -> None:
    html = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><!--[if gte mso 9]><xml><o:x>thừa</o:x></xml>'
        "<![endif]--><style>p {}</style></head><body lang=VI><div class=WordSection1><p class=MsoListParagraph>"
        "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span></span><![endif]>Mô hình\r\nnuôi bò<o:p>"
        "</o:p></p><p>Có <del>98</del><ins>99</ins> tập thể</p></div></body></html>"
    )
    assert texts(page(tmp_path, html)) == ["1.\u00a0 Mô hình nuôi bò", "Có 99 tập thể"]


def test_a_page_in_one_mhtml_file(tmp_path: Path) -> None:
    message = (
        b"From: <Saved by Word>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\n"
        b'Content-Type: text/html; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
        b"<html><body><p>X=C3=A3 H=C3=B2a An</p></body></html>\r\n--b\r\nContent-Type: image/png\r\n\r\nAA\r\n--b--\r\n"
    )
    (tmp_path / "a.doc").write_bytes(message)
    document = read(tmp_path / "a.doc")
    assert (document.format, texts(document)) == ("html", ["Xã Hòa An"])


def test_external_entities_are_not_resolved(tmp_path: Path) -> None:
    (tmp_path / "bi-mat.txt").write_text("BI-MAT")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "{(tmp_path / "bi-mat.txt").as_uri()}">]>'
    assert texts(page(tmp_path, f"<?xml version='1.0'?>{entity}<html><body><p>a &x; b</p></body></html>")) == [
        "a &x; b"
    ]


@pytest.mark.parametrize("box", ["div", "i", "ul", "blockquote"])
def test_no_depth_of_boxes_hides_the_text(tmp_path: Path, box: str) -> None:
    table = "<table><tr><td>a<td>1<tr><td>b<td>2</table>"
    html = f"<html><body>{f'<{box}>' * 10_000}sâu{table}{f'</{box}>' * 10_000}<p>sau</p></body></html>"
    document = page(tmp_path, html)
    assert texts(document) == ["sâu", "sau"]
    assert len(document.tables) == 1 and document.remarks == ()


def test_tables_nested_too_deeply_give_their_words_with_a_remark(tmp_path: Path) -> None:
    document = page(tmp_path, f"<html><body>{'<table><tr><td>' * 5_000}sâu<p>sau")
    assert texts(document) == ["sâu", "sau"]
    assert [remark.code for remark in document.remarks] == ["unread-part"]


@pytest.mark.parametrize(
    "html", ["<html></html>", "<html><body> <p>&#32;</p><script>x</script>", "<html><frameset></frameset></html>"]
)
def test_a_page_without_text_says_so(tmp_path: Path, html: str) -> None:
    with pytest.raises(UnreadableError, match="no text") as caught:
        page(tmp_path, html)
    assert caught.value.file_format == "html"
