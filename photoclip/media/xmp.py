"""Keywords and the rating in an XMP packet, with the places where they stand.

Source: ISO 16684-1 (XMP data model, serialization as RDF/XML).
"""

from __future__ import annotations

import codecs
import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from photoclip.core.wording import Message
from photoclip.media.xmp_tree import Attribute, Element, Name, broken, parse

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "lr": "http://ns.adobe.com/lightroom/1.0/",
    "digiKam": "http://www.digikam.org/ns/1.0/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "MicrosoftPhoto": "http://ns.microsoft.com/photo/1.0/",
    "mediapro": "http://ns.iview-multimedia.com/mediapro/1.0/",
}
SUBJECT: Name = (NAMESPACES["dc"], "subject")
HIERARCHY: Name = (NAMESPACES["lr"], "hierarchicalSubject")
TAGS_LIST: Name = (NAMESPACES["digiKam"], "TagsList")
KEYWORD_PATHS: Name = (NAMESPACES["MicrosoftPhoto"], "LastKeywordXMP")
CATALOG_SETS: Name = (NAMESPACES["mediapro"], "CatalogSets")
RATING: Name = (NAMESPACES["xmp"], "Rating")
DOCUMENT: Name = (NAMESPACES["xmpMM"], "DocumentID")
TREES: tuple[tuple[Name, str], ...] = (
    (HIERARCHY, "|"),
    (TAGS_LIST, "/"),
    (KEYWORD_PATHS, "/"),
    (CATALOG_SETS, "|"),
)
"""Properties whose keywords name the levels above them too, with what stands between levels."""

_DESCRIPTION, _LI, _VALUE = (RDF, "Description"), (RDF, "li"), (RDF, "value")
ABOUT = (RDF, "about")
_CONTAINERS = ("Bag", "Seq", "Alt")
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""\A<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_KNOWN = re.compile(r"utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d")

MOST_ENTRIES = 10_000
"""Keywords of one list: a photo has a few dozen."""

Place = Attribute | Element
"""Where a property stands: as an attribute of its description, or as an element."""


@dataclass(frozen=True)
class XmpPacket:
    """One packet. data: its text in UTF-8, without a mark; encoding, mark: how it is stored.

    what: the file's name, for messages. All changes give a new packet.
    """

    data: bytes
    what: str
    encoding: str = "utf-8"
    mark: bytes = b""

    @classmethod
    def read(cls, stored: bytes, what: str) -> XmpPacket:
        """From the bytes of a file. Raises SidecarError for what is no sound XMP."""
        mark, encoding = _encoding(stored)
        try:
            text = stored[len(mark) :].decode(encoding)
            is_kept = text.encode(encoding) == stored[len(mark) :]
        except (UnicodeError, LookupError) as error:
            raise broken(
                what, Message("it is not in the encoding {encoding}", encoding=encoding)
            ) from error
        if not is_kept:
            raise broken(what, Message("it is not in the encoding {encoding}", encoding=encoding))
        packet = cls(text.encode("utf-8"), what, encoding, mark)
        packet.descriptions()  # parses, and raises for what is broken
        return packet

    def stored(self) -> bytes:
        """The bytes of the file. Letters that its encoding lacks become character references."""
        return self.mark + self.data.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")

    @cached_property
    def root(self) -> Element:
        """All elements. Raises SidecarError."""
        return parse(self.data, self.what)

    @cached_property
    def rdf(self) -> Element:
        """The element that holds the descriptions. Raises SidecarError."""
        for one in self.elements():
            if one.name == (RDF, "RDF"):
                return one
        raise broken(self.what, Message("it holds no rdf:RDF element"))

    @property
    def rating(self) -> int | None:
        """xmp:Rating from -1 (rejected) to 5; None where there is none that can be read."""
        for value in self.simple_values(RATING):
            try:
                return max(-1, min(5, round(float(value))))
            except (ValueError, OverflowError):
                continue
        return None

    def has(self, name: Name) -> bool:
        """Whether there is such a property."""
        return bool(self.places(name))

    def items(self, name: Name) -> tuple[str, ...]:
        """The values of an array property, in their order, without empty ones."""
        found: list[str] = []
        for place in self.places(name):
            if isinstance(place, Attribute):
                found.append(place.value)
            elif (container := container_of(place)) is not None:
                found.extend(text_of(one) for one in entries_of(container))
            else:
                found.append(text_of(place))
            if len(found) > MOST_ENTRIES:
                raise broken(
                    self.what, Message("it lists more than {most:,} keywords", most=MOST_ENTRIES)
                )
        return tuple(one.strip() for one in found if one.strip())

    def having(self, data: bytes) -> XmpPacket:
        """The same with other text, which is parsed at once. Raises SidecarError."""
        changed = XmpPacket(data, self.what, self.encoding, self.mark)
        changed.descriptions()  # parses, so that no change leaves broken XML
        return changed

    def elements(self) -> Iterator[Element]:
        """Every element, from the outside to the inside."""
        waiting = deque([self.root])
        while waiting:
            one = waiting.popleft()
            yield one
            waiting.extend(one.children)

    def descriptions(self) -> list[Element]:
        """Those at the top: others, inside of properties, speak of something else."""
        return list(self.rdf.named(_DESCRIPTION))

    def places(self, name: Name) -> list[Place]:
        """Everywhere that a property stands, in the order of the text."""
        found: list[Place] = []
        for one in self.descriptions():
            attribute = one.attribute(name)
            if attribute is not None:
                found.append(attribute)
            found.extend(one.named(name))
        return found

    def simple_values(self, name: Name) -> list[str]:
        """What a property that is no array says, everywhere it stands."""
        return [
            one.value if isinstance(one, Attribute) else text_of(one) for one in self.places(name)
        ]


def _encoding(stored: bytes) -> tuple[bytes, str]:
    """The mark and the encoding of a file (XML 1.0, appendix F)."""
    for mark, encoding in _MARKS:
        if stored.startswith(mark):
            return mark, encoding
    if stored[:4] in (b"<\0?\0", b"<\0x\0"):
        return b"", "utf-16-le"
    if stored[:4] in (b"\0<\0?", b"\0<\0x"):
        return b"", "utf-16-be"
    declared = _DECLARED.match(stored)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    return b"", encoding if _KNOWN.fullmatch(encoding) else "utf-8"


def container_of(place: Element) -> Element | None:
    """The rdf:Bag, rdf:Seq or rdf:Alt of an array."""
    return next(
        (one for one in place.children if one.name[0] == RDF and one.name[1] in _CONTAINERS), None
    )


def entries_of(container: Element) -> Iterable[Element]:
    """The values of an array."""
    return (
        one
        for one in container.children
        if one.name == _LI or (one.name[0] == RDF and re.fullmatch(r"_\d+", one.name[1]))
    )


def value_of(element: Element) -> Element | Attribute:
    """What holds the value: the element, or rdf:value where it has qualifiers.

    Source: ISO 16684-1, 7.8.
    """
    inside = next(element.named(_DESCRIPTION), element)
    found = inside.attribute(_VALUE) or next(inside.named(_VALUE), None)
    return element if found is None else found


def text_of(element: Element) -> str:
    """The value of a simple property, without its qualifiers."""
    found = value_of(element)
    return found.value if isinstance(found, Attribute) else found.text
