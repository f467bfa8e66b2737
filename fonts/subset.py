#!/usr/bin/env python3
"""Cut Noto Sans SC down to the characters this program needs.

    python3 subset.py NotoSansSC_400Regular.ttf NotoSansSC-Regular.ttf

Needs Python 3.9 or later and fontTools (pip install fonttools; cut with 4.x).
The input is the static Regular weight of Noto Sans SC 2.004 as published in
the npm package @expo-google-fonts/noto-sans-sc 0.4.3
(`npm pack @expo-google-fonts/noto-sans-sc@0.4.3`, then
package/400Regular/NotoSansSC_400Regular.ttf).

The list of 通用规范汉字表 is read from tgh8105.txt beside this script. After
cutting, the script prints the characters of each list which the font lacks.

What is kept: the characters below and their default glyphs.
What is drawn here: the small triangles ▾ ▸ ◂ ▴, which the original lacks, as
scaled copies of its ▼ ▶ ◀ ▲.
What is left out: OpenType layout features (GSUB, GPOS, kerning, vertical
forms) and TrueType hinting, neither of which the program's text renderer uses.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent


def decode_all(codec, leads, trails):
    """Every BMP or astral character which a two-byte codec can produce."""
    out = set()
    for lead in leads:
        for trail in trails:
            try:
                text = bytes((lead, trail)).decode(codec)
            except UnicodeDecodeError:
                continue
            # Big5-HKSCS has a few codes which stand for two characters.
            out.update(ord(c) for c in text)
    return {c for c in out if not private_use(c)}


def private_use(c):
    return 0xE000 <= c <= 0xF8FF or c >= 0xF0000


def span(first, last):
    return set(range(first, last + 1))


GBK_BYTES = (range(0x81, 0xFF), range(0x40, 0xFF))
BIG5_BYTES = (range(0xA1, 0xFA), range(0x40, 0xFF))

# name -> code points; the first five are the lists reported on in README.md
LISTS = {
    "GB 2312": decode_all("gb2312", range(0xA1, 0xFF), range(0xA1, 0xFF)),
    "GBK": decode_all("gbk", *GBK_BYTES),
    "GB 18030, two-byte area": decode_all("gb18030", *GBK_BYTES),
    "Big5 (cp950)": decode_all("cp950", *BIG5_BYTES),
    "Big5 (plain and HKSCS table, basic rows)": decode_all("big5", *BIG5_BYTES)
    | decode_all("big5hkscs", *BIG5_BYTES),
    "通用规范汉字表": {
        ord(c)
        for c in (HERE / "tgh8105.txt").read_text(encoding="utf-8")
        if not c.isspace()
    },
}

BLOCKS = {
    "Basic Latin": span(0x20, 0x7E),
    "Latin-1": span(0xA0, 0xFF),
    "Latin Extended-A": span(0x100, 0x17F),
    "Pinyin letters": {ord(c) for c in "ǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǸǹɑɡḾḿ"},
    "Spacing modifiers": span(0x2B0, 0x2FF),
    "Greek": span(0x370, 0x3FF),
    "Cyrillic": span(0x400, 0x45F),
    "General punctuation": span(0x2000, 0x206F),
    "Super- and subscripts": span(0x2070, 0x209F),
    "Currency": span(0x20A0, 0x20BF),
    "Letterlike": span(0x2100, 0x214F),
    "Number forms, Roman numerals": span(0x2150, 0x218F),
    "Arrows": span(0x2190, 0x21FF),
    "Mathematical operators": span(0x2200, 0x22FF),
    "Miscellaneous technical": span(0x2300, 0x23FF),
    "Enclosed alphanumerics": span(0x2460, 0x24FF),
    "Box drawing": span(0x2500, 0x257F),
    "Block elements": span(0x2580, 0x259F),
    "Geometric shapes": span(0x25A0, 0x25FF),
    "Miscellaneous symbols": span(0x2600, 0x26FF),
    "Dingbats": span(0x2700, 0x27BF),
    "CJK radicals supplement": span(0x2E80, 0x2EFF),
    "Kangxi radicals": span(0x2F00, 0x2FDF),
    "Ideographic description": span(0x2FF0, 0x2FFF),
    "CJK symbols and punctuation": span(0x3000, 0x303F),
    "Hiragana, Katakana": span(0x3040, 0x30FF),
    "Bopomofo": span(0x3100, 0x312F),
    "Enclosed CJK": span(0x3200, 0x32FF),
    "CJK compatibility": span(0x3300, 0x33FF),
    "CJK compatibility ideographs": span(0xF900, 0xFAFF),
    "Vertical and small forms": span(0xFE10, 0xFE1F) | span(0xFE30, 0xFE6F),
    "Half- and full-width forms": span(0xFF00, 0xFFEF),
    "Replacement character": {0xFFFD},
}

# new sign -> sign of the original it is a smaller copy of
SMALL_TRIANGLES = {"▾": "▼", "▸": "▶", "◂": "◀", "▴": "▲"}
SMALL_SCALE = 0.56
SMALL_ADVANCE = 640
SMALL_CENTRE_Y = 350

# Signs the program itself draws; the cut font is checked for them.
INTERFACE = "⇄↑↓→←≥≤≈±×÷≠−▾▸●○■□▲▼◆…—·“”‘’《》【】①②③⑩⑳ⅠⅡⅢ　，。％‰"


def add_small_triangles(font):
    """Append ▾ ▸ ◂ ▴ where the font has none."""
    glyf, hmtx, cmap = font["glyf"], font["hmtx"], font.getBestCmap()
    for small, big in SMALL_TRIANGLES.items():
        if ord(small) in cmap:
            continue
        model = glyf[cmap[ord(big)]]
        points, ends, _ = model.getCoordinates(glyf)
        mid_x = (model.xMin + model.xMax) / 2
        mid_y = (model.yMin + model.yMax) / 2
        outline = [
            [
                (
                    round((x - mid_x) * SMALL_SCALE + SMALL_ADVANCE / 2),
                    round((y - mid_y) * SMALL_SCALE + SMALL_CENTRE_Y),
                )
                for x, y in points[first : last + 1]
            ]
            for first, last in zip([0] + [e + 1 for e in ends[:-1]], ends)
        ]
        pen = TTGlyphPen(None)
        for contour in outline:
            pen.moveTo(contour[0])
            for point in contour[1:]:
                pen.lineTo(point)
            pen.closePath()
        name = f"uni{ord(small):04X}"
        glyf[name] = pen.glyph()
        glyf[name].recalcBounds(glyf)
        hmtx[name] = (SMALL_ADVANCE, glyf[name].xMin)
        for table in font["cmap"].tables:
            if table.isUnicode() and table.format in (4, 12):
                table.cmap[ord(small)] = name
    font.setGlyphOrder(glyf.glyphOrder)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = sys.argv[1:]

    wanted = set().union(*LISTS.values(), *BLOCKS.values())
    wanted |= {ord(c) for c in INTERFACE}

    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "STAT", "vhea", "vmtx"]
    options.name_IDs = list(range(0, 26))
    options.name_languages = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.recalc_timestamp = False

    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    add_small_triangles(font)
    subset.save_font(font, target, options)

    cut = TTFont(target)
    cmap = cut.getBestCmap()
    print(f"{target}: {Path(target).stat().st_size:,} bytes, "
          f"{len(cmap):,} characters, {len(cut.getGlyphOrder()):,} glyphs")
    for name, chars in LISTS.items():
        chars = {c for c in chars if c >= 0x20 and not 0x7F <= c <= 0x9F}
        lost = sorted(chars - set(cmap))
        shown = " ".join(f"{chr(c)} U+{c:04X}" for c in lost[:40])
        print(f"{name}: {len(chars):,} characters, {len(lost)} missing {shown}")
    for name in ("Latin-1", "Latin Extended-A", "Arrows", "Box drawing",
                 "Mathematical operators", "Geometric shapes",
                 "Enclosed alphanumerics", "Number forms, Roman numerals"):
        lost = sorted(BLOCKS[name] - set(cmap))
        print(f"{name}: {len(BLOCKS[name])} code points, {len(lost)} missing "
              + "".join(chr(c) for c in lost))
    lost = [c for c in INTERFACE if ord(c) not in cmap]
    print("interface signs missing:", " ".join(lost) or "none")
    widths = {cut["hmtx"][cmap[ord(c)]][0] for c in "0123456789"}
    print("digit advance widths:", sorted(widths))


if __name__ == "__main__":
    main()
