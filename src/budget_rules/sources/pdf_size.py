"""How much a PDF unpacks to, measured without keeping it: its streams may hold a thousand times what the file does."""

from __future__ import annotations

import base64
import re
import zlib

#: What the streams of a file may hold when unpacked; images are not unpacked. Real files hold some megabytes.
MOST_UNPACKED = 128 * 10**6
_STREAM = re.compile(rb"stream\r?\n")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
#: A stream's dictionary is not longer than this.
_LONGEST_DICTIONARY = 4000
_PIECE = 1 << 20
#: Streams packed more than once.
_MOST_TIMES = 4


def unpacks_to_more(data: bytes, most: int = MOST_UNPACKED) -> bool:
    """Whether what the streams of a PDF file hold is more than ``most`` bytes."""
    left = most
    for match in _STREAM.finditer(data):
        head = data[max(0, match.start() - _LONGEST_DICTIONARY) : match.start()]
        if head.endswith(b"end") or _IMAGE.search(head, head.rfind(b" obj")):
            continue
        left -= _unpacked(data, match.end(), left, b"ASCII85Decode" in head[head.rfind(b" obj") :])
        if left < 0:
            return True
    return False


def _unpacked(data: bytes, start: int, most: int, ascii85: bool) -> int:
    """The size of one stream unpacked, as far as it is not above ``most``; 0 where it is not packed in this way."""
    if ascii85:
        stop = data.find(b"~>", start)
        try:
            data, start = base64.a85decode(data[start : stop if stop >= 0 else len(data)]), 0
        except ValueError:
            return 0
    size = 0
    for _ in range(_MOST_TIMES):
        inner = _inflated(data, start, most - size)
        size += len(inner)
        if not inner or size > most:
            break
        data, start = inner, 0
    return size


def _inflated(data: bytes, start: int, most: int) -> bytes:
    """The stream that starts there, unpacked up to a little above ``most``; nothing where it is none."""
    unpacker = zlib.decompressobj()
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= most and not unpacker.eof:
            packed = unpacker.unconsumed_tail or data[start : start + _PIECE]
            if not unpacker.unconsumed_tail:
                start += len(packed)
            if not packed:
                break
            pieces.append(unpacker.decompress(packed, _PIECE))
            size += len(pieces[-1])
    except zlib.error:
        pass  # damaged, or no such stream: what was unpacked counts
    return b"".join(pieces)
