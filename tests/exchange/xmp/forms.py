"""Sidecars as other programs write them."""

from __future__ import annotations

from lxml import etree

from aesthcull.exchange.xmp import names

NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.PREFIXES.items() if prefix != "x")

LIGHTROOM = """<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0-c000">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
    xmlns:own="urn:an-unknown-program"
   tiff:Make="Canon"
   xmp:Rating="2"
   xmp:Label="Gelb"
   xmp:MetadataDate="2024-05-01T12:00:00+02:00"
   xmpMM:DocumentID="xmp.did:1234"
   crs:Version="16.1"
   crs:Exposure2012="+0.35"
   crs:HasSettings="True"
   own:thing="kept &amp; untouched">
   <dc:title>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">An eagle</rdf:li>
     <rdf:li xml:lang="en-US">An eagle</rdf:li>
     <rdf:li xml:lang="de-DE">Ein Adler</rdf:li>
    </rdf:Alt>
   </dc:title>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>eagle</rdf:li>
     <rdf:li>Alps</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>animal|bird|eagle</rdf:li>
     <rdf:li>Alps</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <!-- a remark of the user's -->
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li stEvt:action="saved" stEvt:when="2024-05-01T12:00:00+02:00" stEvt:changed="/metadata"/>
    </rdf:Seq>
   </xmpMM:History>
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
     <rdf:li>255, 255</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>
   <crs:Look>
    <rdf:Description crs:Name="Adobe Color"><crs:Parameters rdf:parseType="Resource">
      <crs:ConvertToGrayscale>False</crs:ConvertToGrayscale></crs:Parameters></rdf:Description>
   </crs:Look>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""


def described(properties: str, attributes: str = "") -> bytes:
    """A packet with one rdf:Description of these elements and attributes."""
    inside = f"<rdf:Description rdf:about='' {attributes}>{properties}</rdf:Description>"
    return f"<rdf:RDF {NAMESPACES}>{inside}</rdf:RDF>".encode()


def without_ours(data: bytes) -> bytes:
    """Everything in a packet that is not ours, in canonical form: comments and processing instructions, all
    elements, attributes and texts; not the white space between elements, nor a description left empty."""
    tree = etree.fromstring(data.lstrip(b"\xef\xbb\xbf")).getroottree()
    for node in list(tree.iter(f"{{{names.RDF}}}Description")):
        if node.getparent().tag != f"{{{names.RDF}}}RDF":
            continue
        for name in [name for name in node.attrib if name in names.SPELLINGS]:
            del node.attrib[name]
        for child in [child for child in node if child.tag in names.SPELLINGS]:
            node.remove(child)
        if not len(node) and set(node.attrib) <= {f"{{{names.RDF}}}about"}:
            node.getparent().remove(node)
    for element in tree.iter():
        for part in ("text", "tail"):
            if isinstance(element.tag, str) and not (getattr(element, part) or "").strip():
                setattr(element, part, None)
            elif part == "tail" and not (element.tail or "").strip():
                element.tail = None
    around = [*tree.getroot().itersiblings(preceding=True), *tree.getroot().itersiblings()]
    outside = b"".join(etree.tostring(node, with_tail=False) for node in around)
    return outside + etree.tostring(tree.getroot(), method="c14n", exclusive=True, with_comments=True)
