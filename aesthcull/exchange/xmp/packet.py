"""An XMP packet as bytes and as a tree. Nothing outside the file is ever read, and no entity is expanded: XMP
has no document type, so that a file with one is refused before the parser sees it.

What lies in the tree and is not ours is written as it was read, comments and processing instructions (the
packet's wrapper) with it; only how attributes are laid out over lines may differ.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from lxml import etree

from aesthcull.exchange.xmp.names import PREFIXES, RDF
from aesthcull.photos.problems import one_line

MAX_BYTES = 64 * 2**20  # a sidecar full of painted masks has some megabytes
_STARTS: tuple[tuple[bytes, str | None], ...] = (
    (codecs.BOM_UTF8, None),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_BLANK = b" \t\r\n\0"
_RDF_RDF = f"{{{RDF}}}RDF"
_ABOUT = f"{{{RDF}}}about"
_DESCRIPTION = f"{{{RDF}}}Description"
_EMPTY = f"""<x:xmpmeta xmlns:x="{PREFIXES["x"]}" x:xmptk="aesthcull">
 <rdf:RDF xmlns:rdf="{RDF}">
  <rdf:Description rdf:about=""/>
 </rdf:RDF>
</x:xmpmeta>"""
_WRAPPED = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n{0}\n<?xpacket end="w"?>'


class XmpError(Exception):
    """XMP that cannot be used; one line that says why, without the file's name."""


@dataclass
class Packet:
    """A parsed packet: its document, and the rdf:RDF element in it. `bom`, `declared` and `wide` (an encoding
    other than UTF-8) are how it began; `fresh` is one that this program has just begun."""

    tree: etree._ElementTree
    rdf: etree._Element
    bom: bytes = b""
    declared: bool = False
    wide: str | None = None
    fresh: bool = False

    def descriptions(self) -> list[etree._Element]:
        """The rdf:Description elements that speak of the picture: nodes of another subject are none."""
        found = [child for child in self.rdf if isinstance(child.tag, str)]
        return [child for child in found if not child.get(_ABOUT, "").startswith("#")]

    def home(self) -> etree._Element:
        """The element to which a new property is added."""
        for child in self.descriptions():
            if child.tag == _DESCRIPTION:
                return child
        made = etree.SubElement(self.rdf, _DESCRIPTION)
        made.set(_ABOUT, "")
        return made

    def to_bytes(self) -> bytes:
        """The file's new content, in the encoding it had."""
        root = self.tree.getroot()
        before, after = list(root.itersiblings(preceding=True))[::-1], list(root.itersiblings())
        parts = [
            etree.tostring(node, encoding="unicode", with_tail=False) for node in (*before, root, *after)
        ]
        encoding = self.wide or "utf-8"
        if self.declared:
            parts.insert(0, f'<?xml version="1.0" encoding="{encoding[:6].upper().rstrip("-")}"?>')
        return self.bom + "\n".join(parts).encode(encoding)


def parse(data: bytes) -> Packet:
    """Read a packet: in any encoding that it declares or that a byte order mark tells, wrapped or not. Raises
    XmpError for anything else."""
    if len(data) > MAX_BYTES:
        raise XmpError(f"larger than {MAX_BYTES // 2**20} MB, which no sidecar is")
    bom, wide = next((pair for pair in _STARTS if data.startswith(pair[0])), (b"", None))
    if wide is None:
        body = data.removeprefix(bom)
    else:
        try:
            body = data.decode(wide).removeprefix("\ufeff").encode()
        except UnicodeError as error:
            raise XmpError(f"malformed: {wide}: {one_line(str(error), 120)}") from error
        bom = "\ufeff".encode(wide)
    # What was cut out of a picture is often followed by zeros; before `<?xml` there must be nothing.
    body = body.strip(_BLANK)
    if not body:
        raise XmpError("the file is empty")
    if b"<!DOCTYPE" in body:
        raise XmpError("it declares a document type, which XMP never has")
    declared = body.startswith(b"<?xml ")
    if wide and declared:  # it says what the encoding was
        body = body.partition(b"?>")[2].strip(_BLANK)
    root = _parse(body)
    rdf = root if root.tag == _RDF_RDF else root.find(f".//{_RDF_RDF}")
    if rdf is None:
        raise XmpError("there is no rdf:RDF in it: it is not XMP")
    return Packet(root.getroottree(), rdf, bom, declared, wide)


def begin() -> Packet:
    """A packet without properties, wrapped as sidecars are."""
    packet = parse(_WRAPPED.format(_EMPTY).encode())
    packet.fresh = True
    return packet


def _parse(body: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, strip_cdata=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise XmpError(f"malformed: {one_line(str(error), 120)}") from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise XmpError("it declares a document type, which XMP never has")
    return root
