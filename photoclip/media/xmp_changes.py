"""Changes of an XMP packet: bytes are cut out of it and others put in, all others stay.

Comments, processing instructions, padding, properties of other programs, order and whitespace
are what they were. Source: ISO 16684-1 (serialization as RDF/XML).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from xml.sax.saxutils import escape

from photoclip.core.wording import Message
from photoclip.media.xmp import (
    ABOUT,
    DOCUMENT,
    NAMESPACES,
    RATING,
    RDF,
    Place,
    XmpPacket,
    container_of,
    entries_of,
    text_of,
    value_of,
)
from photoclip.media.xmp_tree import Attribute, Element, Name, broken

_SPACE = b" \t\r\n"
_XMLNS = "http://www.w3.org/2000/xmlns/"

_EMPTY = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="PhotoClip">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
   <xmpMM:DocumentID>{document}</xmpMM:DocumentID>
   <xmpMM:PreservedFileName>{name}</xmpMM:PreservedFileName>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>
"""

Splice = tuple[int, int, str]
"""Bytes from, to, and what comes in their place."""


def new_packet(what: str, document: str, name: str) -> XmpPacket:
    """A packet that says nothing but what it belongs to (xmpMM).

    document: an identifier of the photo's content. name: of the photo's file.
    """
    return XmpPacket(_EMPTY.format(document=document, name=_escaped(name)).encode("utf-8"), what)


def with_rating(packet: XmpPacket, rating: int | None) -> XmpPacket:
    """With another xmp:Rating, or (None) without one. Raises SidecarError."""
    places = packet.places(RATING)
    if rating is None:
        while places:
            packet = _without(packet, places[-1])
            places = packet.places(RATING)
        return packet
    if not places:
        return _with_new(packet, RATING, str(rating))
    return _spliced(packet, [_simple_splice(packet, one, str(rating)) for one in places])


def with_items(
    packet: XmpPacket, name: Name, added: Collection[str], removed: Collection[str] = ()
) -> XmpPacket:
    """With some values more or less in an array property; others keep their place and form.

    A property that is left without any value goes. Values already there are not added again.
    """
    if removed:
        gone = frozenset(removed)
        for number in reversed(range(len(packet.places(name)))):
            packet = _without_some(packet, packet.places(name)[number], gone)
    there = set(packet.items(name))
    clean = (_printable(one).strip() for one in added)
    missing = [one for one in dict.fromkeys(clean) if one and one not in there]
    return _with_more(packet, name, missing) if missing else packet


def with_document(packet: XmpPacket, document: str) -> XmpPacket:
    """With another xmpMM:DocumentID, where it has one."""
    places = packet.places(DOCUMENT)
    return _spliced(packet, [_simple_splice(packet, one, document) for one in places])


# Each change is made on fresh positions.


def _spliced(packet: XmpPacket, splices: Iterable[Splice]) -> XmpPacket:
    data = packet.data
    for start, end, text in sorted(splices, reverse=True):
        data = data[:start] + text.encode("utf-8") + data[end:]
    return packet.having(data)


def _simple_splice(packet: XmpPacket, place: Place, value: str) -> Splice:
    if isinstance(place, Attribute):
        return (*place.inner, value)
    target = value_of(place)
    if isinstance(target, Attribute):
        return (*target.inner, value)
    if target.children:
        raise broken(packet.what, Message("its rating has a form that XMP does not know"))
    return _inside(packet, target, value)


def _inside(packet: XmpPacket, element: Element, content: str) -> Splice:
    """Content in the place of all that an element holds."""
    if not element.is_closed_at_once:
        return (*element.inner, content)
    slash = packet.data.rindex(b"/", element.start, element.end)
    return (slash, element.end, f">{content}</{element.tag}>")


def _space_before(packet: XmpPacket, position: int) -> int:
    return len(packet.data[:position].rstrip(_SPACE))


def _without(packet: XmpPacket, place: Place) -> XmpPacket:
    if isinstance(place, Attribute):
        return _spliced(packet, [(*place.span, "")])
    start = _space_before(packet, place.start)
    return _tidied(_spliced(packet, [(start, place.end, "")]))


def _tidied(packet: XmpPacket) -> XmpPacket:
    """Without a description that was made for one property (_with_block) and has lost it."""
    for one in packet.descriptions():
        is_blank = not packet.data[slice(*one.inner)].strip(_SPACE)
        if is_blank and not one.is_closed_at_once and _is_made_here(one):
            return _spliced(packet, [(_space_before(packet, one.start), one.end, "")])
    return packet


def _is_made_here(description: Element) -> bool:
    names = [one.name for one in description.attributes]
    own = [(_XMLNS, one) for one in NAMESPACES]
    return names[:2] == [ABOUT, (_XMLNS, "rdf")] and len(names) == 3 and names[2] in own


def _without_some(packet: XmpPacket, place: Place, removed: frozenset[str]) -> XmpPacket:
    container = None if isinstance(place, Attribute) else container_of(place)
    if container is None:
        value = place.value if isinstance(place, Attribute) else text_of(place)
        return _without(packet, place) if value.strip() in removed else packet
    entries = list(entries_of(container))
    gone = [one for one in entries if text_of(one).strip() in removed]
    if not gone:
        return packet
    packet = _spliced(packet, [(_space_before(packet, one.start), one.end, "") for one in gone])
    if len(gone) < len(entries):
        return packet
    left = next(one for one in packet.elements() if one.start == place_start(place))
    inside = container_of(left)
    assert inside is not None
    has_more = packet.data[slice(*inside.inner)].strip(_SPACE) or len(left.children) > 1
    return packet if has_more else _without(packet, left)


def place_start(place: Place) -> int:
    """Where a property begins."""
    return place.span[0] if isinstance(place, Attribute) else place.start


def _with_more(packet: XmpPacket, name: Name, values: Sequence[str]) -> XmpPacket:
    places = packet.places(name)
    for one in places:
        container = container_of(one) if isinstance(one, Element) else None
        if container is not None:
            return _spliced(packet, [_appended(packet, container, values)])
    # Bare values where XMP wants an array become the first ones of the array.
    kept = packet.items(name)
    while places:
        packet = _without(packet, places[-1])
        places = packet.places(name)
    return _with_new(packet, name, [*kept, *values])


def _appended(packet: XmpPacket, container: Element, values: Sequence[str]) -> Splice:
    entries = list(entries_of(container))
    prefix, colon, _ = container.tag.rpartition(":")
    tag = f"{prefix}{colon}li"
    if entries:
        last = entries[-1]
        gap = _text(packet, _space_before(packet, last.start), last.start)
        added = "".join(f"{gap}<{tag}>{_escaped(one)}</{tag}>" for one in values)
        return (last.end, last.end, added)
    gap = _indent(packet, container.start)
    added = "".join(f"{gap} <{tag}>{_escaped(one)}</{tag}>" for one in values)
    if container.is_closed_at_once:
        return _inside(packet, container, added + gap)
    return (container.inner[0], container.inner[0], added)


def _text(packet: XmpPacket, start: int, end: int) -> str:
    return packet.data[start:end].decode("utf-8")


def _indent(packet: XmpPacket, position: int) -> str:
    """The line break and the indentation that a tag stands behind."""
    gap = _text(packet, _space_before(packet, position), position)
    return gap[gap.rindex("\n") :] if "\n" in gap else gap


def _with_new(packet: XmpPacket, name: Name, value: str | Sequence[str]) -> XmpPacket:
    """In a description that knows the namespace, or in one of its own."""
    for block in reversed(packet.descriptions()):
        prefix, rdf = block.prefix_of(name[0]), block.prefix_of(RDF)
        if prefix is not None and rdf is not None and not block.is_closed_at_once:
            gap = _indent(packet, block.children[0].start) if block.children else "\n   "
            made = gap + _property(f"{prefix}:{name[1]}", rdf, value, gap)
            position = max(_space_before(packet, block.inner[1]), block.inner[0])
            return _spliced(packet, [(position, position, made)])
    return _with_block(packet, name, value)


def _with_block(packet: XmpPacket, name: Name, value: str | Sequence[str]) -> XmpPacket:
    rdf, blocks = packet.rdf, packet.descriptions()
    about = blocks[0].attribute(ABOUT) if blocks else None
    subject = _text(packet, *about.inner) if about else ""
    quote = "'" if '"' in subject else '"'
    gap = _indent(packet, blocks[-1].start if blocks else rdf.start)
    prefix = next(one for one, uri in NAMESPACES.items() if uri == name[0])
    own = f'xmlns:rdf="{RDF}" xmlns:{prefix}="{name[0]}"'
    made = (
        f"{gap}<rdf:Description rdf:about={quote}{subject}{quote} {own}>"
        f"{gap} {_property(f'{prefix}:{name[1]}', 'rdf', value, gap + ' ')}"
        f"{gap}</rdf:Description>"
    )
    if rdf.is_closed_at_once:
        return _spliced(packet, [_inside(packet, rdf, made + _indent(packet, rdf.start))])
    position = max(_space_before(packet, rdf.inner[1]), rdf.inner[0])
    return _spliced(packet, [(position, position, made)])


def _property(tag: str, rdf: str, value: str | Sequence[str], gap: str) -> str:
    if isinstance(value, str):
        return f"<{tag}>{_escaped(value)}</{tag}>"
    kind = "Seq" if tag.endswith(":TagsList") else "Bag"
    items = "".join(f"{gap}  <{rdf}:li>{_escaped(one)}</{rdf}:li>" for one in value)
    return f"<{tag}>{gap} <{rdf}:{kind}>{items}{gap} </{rdf}:{kind}>{gap}</{tag}>"


def _escaped(text: str) -> str:
    return escape(_printable(text), {"\r": "&#13;"})


def _printable(text: str) -> str:
    """With a replacement character for what XML 1.0 (2.2) cannot hold."""
    return "".join(one if _is_character(one) else "\ufffd" for one in text)


def _is_character(one: str) -> bool:
    if one < " ":
        return one in "\t\n\r"
    return not ("\ud800" <= one <= "\udfff" or one in "\ufffe\uffff")
