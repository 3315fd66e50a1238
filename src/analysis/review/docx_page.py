"""The page of an administrative document: paper, letters, header and signature of Decree 30/2020/NĐ-CP, annex I."""

from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm, Pt, RGBColor, Twips

from analysis.schema.model import Language

FONT, BODY, SMALL = "Times New Roman", 14, 12
# In twentieths of a point, as the file holds them: rounded up, so that no margin falls below the decree's.
_LEFT, _RIGHT, _TOP, _BOTTOM = Twips(1701), Twips(851), Twips(1134), Twips(1134)
_LANGUAGES = {"vi": "vi-VN", "en": "en-GB"}
CENTRE, JUSTIFY, END = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY, WD_ALIGN_PARAGRAPH.RIGHT


def element(tag: str, /, **attributes: str) -> Any:
    """Return a new element of WordprocessingML with attributes of its own name space."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _set_fonts(style: Any, lang: Language) -> None:
    """Set one font for every script; a theme font would win over it."""
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=_LANGUAGES[lang], eastAsia=_LANGUAGES[lang]))


def _set_defaults(document: Any, lang: Language) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in [*defaults.findall(qn("w:rFonts")), *defaults.findall(qn("w:lang"))]:
        defaults.remove(old)
    defaults.insert(0, element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT))
    defaults.append(element("lang", val=_LANGUAGES[lang], eastAsia=_LANGUAGES[lang]))


def _set_page(section: Any, landscape: bool) -> None:
    size = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = size
    section.left_margin, section.right_margin = _LEFT, _RIGHT
    section.top_margin, section.bottom_margin = _TOP, _BOTTOM
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    section.different_first_page_header_footer = True


def page_field(paragraph: Any) -> None:
    """Add the number of the page to a paragraph."""
    for kind in ("begin", None, "end"):
        run = paragraph.add_run()
        if kind:
            run._r.append(element("fldChar", fldCharType=kind))
        else:
            code = element("instrText")
            code.text = "PAGE"
            run._r.append(code)


def _set_header_and_footer(section: Any, footer: str) -> None:
    """Number pages at the top from the second on; say mode and date at the foot of every page."""
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    section.first_page_header.is_linked_to_previous = section.first_page_footer.is_linked_to_previous = False
    head = section.header.paragraphs[0]
    head.alignment = CENTRE
    page_field(head)
    for foot in (section.footer, section.first_page_footer):
        written(foot.paragraphs[0], footer, size=11)
        foot.paragraphs[0].alignment = CENTRE
    # Every annex is numbered by itself.
    section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start="1"))


def new_document(lang: Language, footer: str) -> Any:
    """Return an empty A4 document in the letters of the decree."""
    document = Document()
    _set_defaults(document, lang)
    style = document.styles["Normal"]
    _set_fonts(style, lang)
    style.font.size, style.font.color.rgb = Pt(BODY), RGBColor(0, 0, 0)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(0), Pt(6)
    style.paragraph_format.line_spacing = 1.0
    for name in ("Header", "Footer"):
        document.styles[name].paragraph_format.space_after = Pt(0)
    _set_page(document.sections[0], landscape=False)
    _set_header_and_footer(document.sections[0], footer)
    return document


def new_section(document: Any, footer: str, landscape: bool = False) -> None:
    """Begin a part on a new page with page numbers of its own."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    for old in section._sectPr.findall(qn("w:pgNumType")):
        section._sectPr.remove(old)
    _set_page(section, landscape)
    _set_header_and_footer(section, footer)


def written(
    paragraph: Any,
    words: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    gap: float | None = None,
) -> Any:
    """Add words to a paragraph; `gap` is the room below it in points."""
    run = paragraph.add_run(words)
    run.font.size, run.bold, run.italic = Pt(size), bold, italic
    if gap is not None:
        paragraph.paragraph_format.space_after = Pt(gap)
    return paragraph


def add_body(document: Any, first_line: bool = True) -> Any:
    """Return a new justified paragraph of the text."""
    paragraph = document.add_paragraph()
    paragraph.alignment = JUSTIFY
    paragraph.paragraph_format.first_line_indent = Cm(1.27) if first_line else None
    return paragraph


def add_centred(document: Any, words: str, **look: Any) -> Any:
    """Add a centred line."""
    paragraph = written(document.add_paragraph(), words, **look)
    paragraph.alignment = CENTRE
    return paragraph


def ruled(paragraph: Any, indent: float) -> None:
    """Make an empty paragraph a rule that stays `indent` cm away from both sides."""
    written(paragraph, "", gap=0)
    paragraph.paragraph_format.line_spacing = Pt(5)
    paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Cm(indent)
    borders = element("pBdr")
    borders.append(element("top", val="single", sz="6", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
