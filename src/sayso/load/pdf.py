"""PDF: the text of its pages."""

import io
import logging
import re

from sayso.errors import InputError, TooLarge

MOST_PAGES = 2000
MOST_BYTES = 40_000_000  # of what the pages draw, unpacked
FEWEST_LETTERS = 20


def text_of(data: bytes, place: str) -> tuple[str, str | None]:
    """Return the running text of a PDF and its title (None where it states none).

    Lines of a paragraph are joined, words cut at a line's end too. Raises InputError for a broken or locked file, and for one that
    holds pictures of text only.
    """
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.ERROR)
    try:
        reader = PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError(f"{place}: locked with a password: unlock it first")
        pages, size = list[str](), 0
        for page in reader.pages[:MOST_PAGES]:
            contents = page.get_contents()
            size += len(contents.get_data()) if contents is not None else 0
            if size > MOST_BYTES:
                raise TooLarge(f"{place}: over {MOST_BYTES // 1_000_000} MB of drawing on its first {len(pages) + 1} pages: split it")
            pages.append(page.extract_text() or "")
        title = reader.metadata.title if reader.metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError, IndexError, NotImplementedError) as fault:
        raise InputError(f"{place}: no PDF that can be read ({type(fault).__name__}): get the file again") from None
    text = "\n\n".join(joined(page) for page in pages)
    if sum(mark.isalpha() for mark in text) < FEWEST_LETTERS:
        raise InputError(f"{place}: a PDF of {len(pages)} pages without text: it holds pictures of text; run it through OCR first")
    return text, str(title) if title else None


def joined(page: str) -> str:
    """Return a page's lines joined to paragraphs: a line that ends like a sentence before a capital begins a new one."""
    whole = re.sub(r"(\w)-\n(?=[a-z])", r"\1", page)
    whole = re.sub(r"\n\s*\n", "\0", whole)
    whole = re.sub(r"([.!?:”\"])\n(?=[A-Z“\"])", "\\1\0", whole)
    return re.sub(r"\0+", "\n", " ".join(whole.split("\n"))).strip()
