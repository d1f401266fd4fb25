"""Picture: an SVG of ours as a PNG, where the extra `charts` is installed; in a thread, one at a time."""

import asyncio
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import structlog

LIMIT_S: Final = 10  #: longer than that nobody waits; the thread ends by itself
_FONTS: Final = Path(__file__).parents[1] / "fonts"
_SVG_LIMIT: Final = 500_000  #: characters
_one = asyncio.Lock()

_log = structlog.get_logger(__name__)


async def picture(svg: str) -> bytes | None:
    """The drawing as PNG; None where it cannot be drawn, or takes too long."""
    if len(svg) > _SVG_LIMIT or find_spec("resvg_py") is None:
        return None
    try:
        async with asyncio.timeout(LIMIT_S), _one:
            return await asyncio.to_thread(rendered, svg)
    except (ValueError, OSError, TimeoutError) as error:
        _log.warning("picture not drawn", error=type(error).__name__)
        return None


def rendered(svg: str) -> bytes:
    """The same at once, in the bundled font alone.

    Raises:
        ImportError: the extra is not installed. ValueError: it is no SVG.
    """
    from resvg_py import svg_to_bytes

    fonts = [str(font) for font in sorted(_FONTS.glob("*.ttf"))]
    return bytes(svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=fonts))
