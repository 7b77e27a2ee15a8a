"""A picture as SVG, and pixels as PNG, without Qt."""

from __future__ import annotations

import base64
import struct
import zlib
from typing import TYPE_CHECKING

import numpy as np

from coach.figure.picture import Picture, Shape, Strokes, Tone

if TYPE_CHECKING:
    from coach.figure.mesh import Floats
    from coach.figure.picture import Colour, Pixels


def svg(picture: Picture, title: str = "", background: Colour | None = None) -> str:
    """A standalone SVG: tone as embedded images, lines as paths."""
    w, h = picture.width, picture.height
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}" role="img">',
        f"<title>{_text(title)}</title>" if title else "",
    ]
    if background is not None:
        out.append(f'<rect width="{w}" height="{h}" fill="{_hex(background)}"/>')
    for layer in picture.layers:
        if isinstance(layer, Tone):
            data = base64.b64encode(png(layer.pixels)).decode()
            out.append(
                f'<image x="{layer.x:g}" y="{layer.y:g}" width="{layer.width:g}" height="{layer.height:g}" '
                f'preserveAspectRatio="none" href="data:image/png;base64,{data}"/>'
            )
        elif isinstance(layer, Strokes):
            if len(layer.segments):
                cap = "round" if layer.round_ends else "butt"
                out.append(
                    f'<path d="{_path(layer.segments)}" fill="none" stroke="{_hex(layer.colour)}" '
                    f'stroke-width="{layer.width:.2f}" stroke-opacity="{layer.opacity:.2f}" '
                    f'stroke-linecap="{cap}" stroke-linejoin="round"/>'
                )
        else:
            out.append(_polygon(layer))
    return "\n".join(line for line in [*out, "</svg>"] if line) + "\n"


def png(pixels: Pixels) -> bytes:
    """RGBA pixels (h, w, 4) as a PNG file (the chunks of the PNG specification, one zlib stream)."""
    h, w = pixels.shape[:2]
    rows = np.zeros((h, 1 + 4 * w), np.uint8)
    rows[:, 1:] = pixels.reshape(h, 4 * w)
    head = struct.pack(">IIBBBBB", w, h, 8, 6, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows.tobytes(), 9)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _path(segments: Floats) -> str:
    """Segments that follow one another become one run."""
    parts = []
    last: tuple[float, float] | None = None
    for x0, y0, x1, y1 in np.round(segments.astype(float), 2).tolist():
        if last != (x0, y0):
            parts.append(f"M{x0:g} {y0:g}")
        parts.append(f"L{x1:g} {y1:g}")
        last = (x1, y1)
    return "".join(parts)


def _polygon(shape: Shape) -> str:
    points = " ".join(f"{x:.2f},{y:.2f}" for x, y in shape.points.tolist())
    rim = ""
    if shape.rim is not None:
        rim = f' stroke="{_hex(shape.rim)}" stroke-width="{shape.rim_width:.2f}" stroke-linejoin="round"'
    return f'<polygon points="{points}" fill="{_hex(shape.colour)}" opacity="{shape.opacity:.2f}"{rim}/>'


def _hex(colour: Colour) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
