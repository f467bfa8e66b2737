#!/usr/bin/env python3
"""Make the bitmap icons from duizhao.svg.

    python3 make.py

Needs rsvg-convert (Debian package librsvg2-bin) and Pillow. Writes, beside
this script:
    duizhao-<size>.png   16, 32, 48, 64, 128, 256, 512 pixels
    duizhao.ico          Windows: 16 to 256 pixels
    duizhao.icns         macOS: 16 to 512 points, single and double density

The smallest sizes (16, 32) use a simplified drawing, duizhao-small.svg: fewer,
thicker lines on the same pages, set on whole pixels.
"""

import io
import subprocess
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
SIZES = [16, 32, 48, 64, 128, 256, 512]
SMALL = {16, 32}


def draw(size):
    drawing = "duizhao-small.svg" if size in SMALL else "duizhao.svg"
    data = subprocess.run(
        ["rsvg-convert", "-w", str(size), "-h", str(size), str(HERE / drawing)],
        check=True, stdout=subprocess.PIPE,
    ).stdout
    return Image.open(io.BytesIO(data)).convert("RGBA")


def main():
    images = {size: draw(size) for size in SIZES}
    for size, image in images.items():
        image.save(HERE / f"duizhao-{size}.png", optimize=True)
    icons = [images[s] for s in (256, 128, 64, 48, 32, 16)]
    icons[0].save(
        HERE / "duizhao.ico",
        sizes=[i.size for i in icons],
        append_images=icons[1:],
    )
    draw(1024).save(
        HERE / "duizhao.icns",
        append_images=[images[s] for s in (512, 256, 128, 64, 32, 16)],
    )
    for path in sorted(HERE.glob("duizhao*")):
        print(f"{path.name}: {path.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
