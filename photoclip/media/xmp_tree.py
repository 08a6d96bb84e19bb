"""XML with byte ranges: what stands where in an XMP packet, so that single parts can be replaced.

Source: XML 1.0 (fifth edition), Namespaces in XML 1.0. The positions come from expat; inside a
start tag, where expat tells none, the tag is read again, which is safe for well-formed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from photoclip.core.errors import SidecarError
from photoclip.core.wording import Message

DEEPEST = 200
MOST_ELEMENTS = 60_000
"""Elements and attributes: some 10,000 keywords in each of the lists that programs write."""
MOST_PREFIXES = 500
LONGEST_TAG_BYTES = 1 << 20
SLICE_BYTES = 1 << 16
"""What is parsed at a time: between two slices other threads, such as the window's, have a turn."""

_TAG = re.compile(
    rb"<(?P<name>[^\s/>]+)"
    rb"(?P<attributes>(?:\s+[^\s=>]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*)\s*(?P<close>/?)>"
)
_ATTRIBUTE = re.compile(rb"\s+([^\s=]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_BUILT_IN = {"xml": "http://www.w3.org/XML/1998/namespace", "": ""}

Name = tuple[str, str]
"""Namespace URI and local name."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute. span: with the whitespace before it. inner: between its quotation marks."""

    name: Name
    value: str
    span: tuple[int, int]
    inner: tuple[int, int]


@dataclass(slots=True)
class Element:
    """One element. start, end: all of it. inner: between its tags; empty for ``<a/>``.

    tag: its name as it is written, with the prefix. scope: namespaces by prefix inside of it.
    """

    name: Name
    tag: str
    start: int
    inner: tuple[int, int]
    end: int
    is_closed_at_once: bool
    attributes: list[Attribute]
    scope: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly inside of it."""
        return "".join(self.pieces)

    def attribute(self, name: Name) -> Attribute | None:
        """The attribute of that name."""
        return next((one for one in self.attributes if one.name == name), None)

    def named(self, name: Name) -> Iterator[Element]:
        """Its children of that name."""
        return (one for one in self.children if one.name == name)

    def prefix_of(self, uri: str) -> str | None:
        """A prefix that stands for a namespace inside of it, None where there is none."""
        return next((one for one, bound in self.scope.items() if one and bound == uri), None)


def parse(data: bytes, what: str) -> Element:
    """The root element of UTF-8 text. what: the file's name, for the message.

    Raises SidecarError for broken XML, for namespace prefixes that are bound to nothing, and for
    a document type definition: XMP has none (ISO 16684-1, 7.1), and entities are how XML bombs
    and references to other files are made.
    """
    return _Reader(data, what).read()


class _Reader:
    def __init__(self, data: bytes, what: str) -> None:
        self._data = data
        self._what = what
        self._open: list[Element] = []
        self._count = 0
        self._root: Element | None = None
        # The declaration may name the encoding that the text came in; here it is UTF-8.
        self._parser = expat.ParserCreate("utf-8")
        self._parser.ordered_attributes = True
        self._parser.buffer_text = True
        self._parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self._parser.StartDoctypeDeclHandler = self._refuse
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._finish
        self._parser.CharacterDataHandler = self._add_text

    def read(self) -> Element:
        try:
            for start in range(0, len(self._data), SLICE_BYTES):
                self._parser.Parse(self._data[start : start + SLICE_BYTES], False)
                # What is not done yet stands in one tag, which is understood in one go.
                if start - self._parser.CurrentByteIndex > LONGEST_TAG_BYTES:
                    raise broken(self._what, Message("a tag in it is longer than a megabyte"))
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise broken(
                self._what,
                Message(
                    "its XML is wrong in line {line}, column {column}",
                    line=error.lineno,
                    column=error.offset,
                ),
            ) from error
        assert self._root is not None, "well-formed text has a root"
        return self._root

    def _refuse(self, *_: object) -> None:
        raise broken(self._what, Message("it holds a document type definition"))

    def _begin(self, tag: str, values: list[str]) -> None:
        if len(self._open) >= DEEPEST:
            raise broken(self._what, Message("its elements are nested too deeply"))
        self._count += 1 + len(values) // 2
        if self._count > MOST_ELEMENTS:
            raise broken(
                self._what, Message("it has more than {most:,} elements", most=MOST_ELEMENTS)
            )
        start = self._parser.CurrentByteIndex
        found = _TAG.match(self._data, start)
        if found is None:
            raise broken(
                self._what, Message("a tag at byte {start} is not understood", start=start)
            )
        pairs = list(zip(values[::2], values[1::2], strict=True))
        scope = self._scope(pairs)
        is_closed = bool(found["close"])
        end = found.end()
        element = Element(
            self._resolved(tag, scope, is_attribute=False),
            tag,
            start,
            (end, end),
            end,
            is_closed,
            self._attributes(found, pairs, scope),
            scope,
        )
        if self._open:
            self._open[-1].children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _scope(self, pairs: list[tuple[str, str]]) -> Mapping[str, str]:
        outer = self._open[-1].scope if self._open else _BUILT_IN
        own = {
            name.partition(":")[2]: value
            for name, value in pairs
            if name == "xmlns" or name.startswith("xmlns:")
        }
        if not own:
            return outer  # shared: a copy for each of many elements takes the memory
        if len(outer) + len(own) > MOST_PREFIXES:
            raise broken(
                self._what, Message("it declares more than {most} namespaces", most=MOST_PREFIXES)
            )
        return {**outer, **own}

    def _attributes(
        self, tag: re.Match[bytes], pairs: list[tuple[str, str]], scope: Mapping[str, str]
    ) -> list[Attribute]:
        places = list(_ATTRIBUTE.finditer(self._data, *tag.span("attributes")))
        return [
            Attribute(
                self._resolved(name, scope, is_attribute=True),
                value,
                place.span(),
                place.span(2) if place.group(2) is not None else place.span(3),
            )
            for (name, value), place in zip(pairs, places, strict=True)
        ]

    def _finish(self, _tag: str) -> None:
        element = self._open.pop()
        if not element.is_closed_at_once:
            closing = self._parser.CurrentByteIndex
            element.inner = (element.inner[0], closing)
            element.end = self._data.index(b">", closing) + 1

    def _add_text(self, text: str) -> None:
        if self._open:
            # Pieces: a text with a child after every letter would be copied for each of them.
            self._open[-1].pieces.append(text)

    def _resolved(self, tag: str, scope: Mapping[str, str], *, is_attribute: bool) -> Name:
        prefix, colon, local = tag.rpartition(":")
        if prefix == "xmlns" or tag == "xmlns":
            return ("http://www.w3.org/2000/xmlns/", local)
        if is_attribute and not colon:
            return ("", local)
        if prefix not in scope:
            raise broken(
                self._what, Message("the prefix “{prefix}” is not declared", prefix=prefix)
            )
        return (scope[prefix], local)


def broken(what: str, why: Message) -> SidecarError:
    """The error for a sidecar that cannot be understood."""
    return SidecarError(
        Message("The sidecar {what} is broken: {why}.", what=what, why=why),
        "It was left as it is. Mend or remove it, or write it anew with the program that made it.",
    )
