"""Properties in a packet, however RDF spells them: an attribute or an element, a value or an array, with
qualifiers or without, spread over several rdf:Description. A change touches the property that it is about and
nothing else; one that is there keeps its spelling and its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from lxml import etree

from aesthcull.exchange.xmp.names import RDF, SPELLINGS, XML
from aesthcull.exchange.xmp.packet import Packet

_LI, _VALUE, _RESOURCE = f"{{{RDF}}}li", f"{{{RDF}}}value", f"{{{RDF}}}resource"
_DESCRIPTION = f"{{{RDF}}}Description"
ALT, BAG, SEQ = f"{{{RDF}}}Alt", f"{{{RDF}}}Bag", f"{{{RDF}}}Seq"
_ARRAYS = frozenset((ALT, BAG, SEQ))
_LANG = f"{{{XML}}}lang"
_DEFAULT = "x-default"
Found: TypeAlias = "str | etree._Element"  # an attribute's value, or an element


def ours(packet: Packet) -> dict[str, list[Found]]:
    """What the packet says under the names that are ours, in its order."""
    found: dict[str, list[Found]] = {}
    for node in packet.descriptions():
        for name, value in node.attrib.items():
            if name in SPELLINGS:
                found.setdefault(SPELLINGS[str(name)], []).append(str(value))
        for child in node:
            if isinstance(child.tag, str) and child.tag in SPELLINGS:
                found.setdefault(SPELLINGS[child.tag], []).append(child)
    return found


def text_of(found: Found) -> str:
    """A value as text; of an array the first item, of alternatives in several languages the default one."""
    items = _items(found)
    if isinstance(found, str) or not items:
        return found if isinstance(found, str) else _own_text(found)
    return _own_text(next((li for li in items if li.get(_LANG, "").lower() == _DEFAULT), items[0]))


def texts_of(found: Sequence[Found]) -> list[str]:
    """The items of an array, in its order; a plain value is an array of one."""
    texts: list[str] = []
    for one in found:
        items = _items(one)
        is_array = not isinstance(one, str) and _array(one) is not None
        texts += [_own_text(li) for li in items] if is_array else [text_of(one)]
    return [text for text in texts if text]


def set_text(packet: Packet, name: str, value: str | None) -> None:
    """Let a property be this plain value; None: let it not be there."""
    places = list(_places(packet, name))
    keep = places[0] if places and value is not None else None
    for place in places[1:] if keep else places:
        _remove(*place)
    if value is None:
        return
    if keep is None:
        packet.home().set(name, value)
        return
    node, child, spelling = keep
    if child is None:
        node.set(spelling, value)
    else:
        _write_text(child, value)


def set_texts(packet: Packet, name: str, kind: str, values: Sequence[str]) -> None:
    """Let a property be an array (BAG or SEQ) of these values. Items that stay are left as they are."""
    array = _prepared(packet, name, kind, bool(values))
    if array is None:
        return
    wanted = list(dict.fromkeys(values))
    for li in list(array):
        if li.tag == _LI:
            if _own_text(li) in wanted:
                wanted.remove(_own_text(li))
            else:
                _drop(li)
    for value in wanted:
        _append(array, value)


def set_default(packet: Packet, name: str, value: str | None) -> None:
    """Let a property's text in the default language be this. Another language that said the same follows it,
    others stay; None removes the property with all of its languages."""
    array = _prepared(packet, name, ALT, value is not None)
    if array is None or value is None:
        return
    items = _lis(array)
    default = next((li for li in items if li.get(_LANG, "").lower() == _DEFAULT), None)
    if default is None and items:
        default = items[0]
    if default is None:
        _append(array, value).set(_LANG, _DEFAULT)
        return
    before = _own_text(default)
    for li in items:
        if li is default or _own_text(li) == before:
            _write_text(li, value)


def _prepared(packet: Packet, name: str, kind: str, wanted: bool) -> etree._Element | None:
    """The array element of a property, made where there is none; None where the property is not wanted: then
    it is removed. Other spellings of it (an attribute, a second element) are removed."""
    places = list(_places(packet, name))
    keep = next((place for place in places if place[1] is not None and wanted), None)
    for place in places:
        if place is not keep:
            _remove(*place)
    if not wanted:
        return None
    if keep is not None and keep[1] is not None:
        array = _array(keep[1])
        if array is not None:
            return array
        _remove(*keep)
    return _new_array(packet.home(), name, kind)


def _new_array(home: etree._Element, name: str, kind: str) -> etree._Element:
    child = etree.SubElement(home, name)
    array = etree.SubElement(child, kind)
    depth = sum(1 for _ in home.iterancestors()) + 1
    if not (home.text or "").strip():
        home.text = "\n" + " " * depth
    before = child.getprevious()
    if before is not None:
        before.tail = "\n" + " " * depth
    child.text, array.tail = "\n" + " " * (depth + 1), "\n" + " " * depth
    child.tail = "\n" + " " * (depth - 1)
    return array


def _append(array: etree._Element, value: str) -> etree._Element:
    depth = sum(1 for _ in array.iterancestors())
    last = array[-1] if len(array) else None
    li = etree.SubElement(array, _LI)
    li.text = value
    indent = "\n" + " " * (depth + 1)
    if last is None:
        array.text = indent
    elif not (last.tail or "").strip():
        last.tail = indent
    li.tail = "\n" + " " * depth
    return li


def _places(packet: Packet, name: str) -> Iterator[tuple[etree._Element, etree._Element | None, str]]:
    """Where a property stands: the description, the element (None: an attribute of it), its name there."""
    for node in packet.descriptions():
        for spelling in (str(attribute) for attribute in node.attrib):
            if SPELLINGS.get(spelling) == name:
                yield node, None, spelling
        for child in node:
            if isinstance(child.tag, str) and SPELLINGS.get(child.tag) == name:
                yield node, child, child.tag


def _remove(node: etree._Element, child: etree._Element | None, spelling: str) -> None:
    if child is None:
        del node.attrib[spelling]
    else:
        _drop(child)


def _drop(element: etree._Element) -> None:
    """Remove an element; what stands behind it, a comment's neighbour say, stays."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    tail = element.tail or ""
    if tail.strip():
        if before is None:
            parent.text = (parent.text or "") + tail
        else:
            before.tail = (before.tail or "") + tail
    parent.remove(element)


def _items(found: Found) -> list[etree._Element]:
    array = None if isinstance(found, str) else _array(found)
    return [] if array is None else _lis(array)


def _lis(array: etree._Element) -> list[etree._Element]:
    return [li for li in array if li.tag == _LI]


def _array(element: etree._Element) -> etree._Element | None:
    """The Alt, Bag or Seq of a property; below rdf:value where the property has qualifiers."""
    for child in element:
        if child.tag in _ARRAYS:
            return child
        if child.tag in (_DESCRIPTION, _VALUE):
            return _array(child)
    return None


def _valued(element: etree._Element) -> etree._Element:
    """The element that holds a value's text: its own, or the rdf:value that its qualifiers stand beside."""
    for child in element:
        if child.tag == _VALUE:
            return child
        if child.tag == _DESCRIPTION:
            return _valued(child)
    return element


def _own_text(element: etree._Element) -> str:
    if not len(element):  # nearly all of them
        return element.text or element.get(_RESOURCE) or element.get(_VALUE) or ""
    inner = _valued(element)
    if inner.tag == _DESCRIPTION or (inner is element and inner.get(_VALUE)):
        return inner.get(_VALUE) or ""
    return "".join([inner.text or "", *(child.tail or "" for child in inner)])


def _write_text(element: etree._Element, value: str) -> None:
    inner = _valued(element)
    if _VALUE in inner.attrib:  # qualifiers stand beside it, where a text may not be
        inner.set(_VALUE, value)
        return
    for child in list(inner):
        inner.remove(child)
    if _RESOURCE in inner.attrib:
        del inner.attrib[_RESOURCE]
    inner.text = value
