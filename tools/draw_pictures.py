"""Draws the pictures of the example site into content/media/: python tools/draw_pictures.py

They stand in for photos of events that never happened. Each carries its rights in its metadata, as an agency's would,
and a place and a camera besides, which a build must not publish.
"""

from __future__ import annotations

import math
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFilter

from briefgen.site.metadata import xmp_packet
from briefgen.site.rights import Rights

MEDIA = Path(__file__).parents[1] / "content" / "media"
SIZE = (1600, 1067)
FINE = 2
"""Drawn so many times larger and then reduced, for smooth edges."""

CAMERA, GPS, LATITUDE = 0x0110, 0x8825, 2

Colour = tuple[int, int, int]
Points = list[tuple[float, float]]


class Scene:
    """A picture that is drawn from back to front, in the units of `SIZE`."""

    def __init__(self, top: Colour, bottom: Colour, horizon: float, sea: tuple[Colour, Colour], seed: int) -> None:
        self.image = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE))
        self.random = Random(seed)
        self.horizon = horizon
        self._gradient(0, horizon, top, bottom)
        self._gradient(horizon, SIZE[1], *sea)
        self.sea = sea

    def _gradient(self, start: float, end: float, above: Colour, below: Colour) -> None:
        draw = ImageDraw.Draw(self.image)
        for y in range(round(start * FINE), round(end * FINE)):
            part = (y / FINE - start) / (end - start)
            colour = tuple(round(a + (b - a) * part) for a, b in zip(above, below, strict=True))
            draw.line([(0, y), (self.image.width, y)], colour)

    def shape(self, points: Points, colour: Colour) -> None:
        ImageDraw.Draw(self.image).polygon([(x * FINE, y * FINE) for x, y in points], colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        box = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
        ImageDraw.Draw(self.image).ellipse(box, colour)

    def hills(self, base: float, rise: float, colour: Colour, phase: float) -> None:
        def height(x: float) -> float:
            return rise * (0.55 + 0.3 * math.sin(x / 210 + phase) + 0.15 * math.sin(x / 61 + 2 * phase))

        line = [(x, base - height(x)) for x in range(0, SIZE[0] + 20, 10)]
        self.shape([(0, base), *line, (SIZE[0], base)], colour)

    def waves(self, number: int, light: Colour) -> None:
        """Short strokes on the water, longer the nearer they are."""
        draw = ImageDraw.Draw(self.image)
        for _ in range(number):
            near = self.random.random() ** 1.6
            y = self.horizon + 6 + near * (SIZE[1] - self.horizon)
            x, length = self.random.random() * SIZE[0], 12 + 90 * near * self.random.random()
            arc = [(x + step * length / 8, y - 3 * near * math.sin(step * math.pi / 8)) for step in range(9)]
            draw.line([(a * FINE, b * FINE) for a, b in arc], light, width=max(1, round(FINE * (1 + 2 * near))))

    def save(self, name: str, rights: Rights) -> None:
        picture = self.image.filter(ImageFilter.GaussianBlur(FINE / 2)).resize(SIZE, Image.Resampling.LANCZOS)
        exif = Image.Exif()
        exif[CAMERA] = "Made-up camera"
        exif[GPS] = {1: "N", LATITUDE: (58.0, 12.0, 0.0), 3: "W", 4: (3.0, 30.0, 0.0)}
        MEDIA.mkdir(parents=True, exist_ok=True)
        picture.save(MEDIA / name, quality=82, optimize=True, progressive=True, exif=exif, xmp=xmp_packet(rights))


def overturned_hull() -> None:
    scene = Scene((38, 47, 66), (196, 170, 150), 520, ((70, 92, 108), (24, 36, 48)), seed=1)
    scene.hills(520, 150, (52, 60, 74), 2.1)
    scene.shape([(1180, 520), (1250, 372), (1330, 330), (1420, 352), (1600, 300), (1600, 520)], (38, 44, 56))
    scene.shape([(1312, 334), (1318, 262), (1338, 262), (1344, 334)], (214, 208, 198))
    scene.disc(1328, 256, 13, (255, 232, 160))
    scene.waves(260, (104, 126, 140))
    hull = [(420, 690), (500, 622), (640, 588), (860, 580), (1040, 600), (1150, 648), (1190, 696)]
    scene.shape([*hull, (1120, 716), (800, 728), (520, 720)], (126, 44, 38))
    scene.shape([*hull[:2], *[(x, y + 26) for x, y in hull[2:6]], hull[6], (1000, 662), (640, 650)], (148, 56, 47))
    scene.shape([(470, 712), (1150, 706), (1120, 730), (800, 742), (520, 734)], (28, 40, 52))
    scene.shape([(1020, 600), (1062, 560), (1084, 566), (1064, 608)], (70, 58, 54))
    for x in (280, 1330):
        scene.shape([(x, 806), (x + 150, 806), (x + 128, 846), (x + 26, 846)], (236, 120, 44))
        scene.shape([(x + 52, 806), (x + 62, 764), (x + 104, 764), (x + 112, 806)], (240, 238, 230))
    scene.waves(90, (150, 168, 178))
    scene.save(
        "aldis-grace-hull.jpg",
        Rights("Valmoran Coast Guard", ("Valmoran Coast Guard",), "Made-up picture, drawn for the briefgen example"),
    )


def ferry_leaving() -> None:
    scene = Scene((104, 158, 202), (236, 232, 214), 470, ((88, 142, 164), (30, 78, 104)), seed=2)
    scene.disc(1290, 170, 62, (255, 246, 214))
    scene.hills(470, 120, (134, 158, 160), 0.4)
    scene.hills(470, 70, (94, 124, 122), 1.7)
    for step in range(14):
        x, height = 30 + step * 42, 40 + (step * 37) % 66
        scene.shape([(x, 476), (x, 476 - height), (x + 34, 476 - height), (x + 34, 476)], (176 - step * 4, 150, 128))
    scene.shape([(0, 476), (640, 476), (640, 500), (0, 506)], (92, 88, 84))
    scene.waves(240, (150, 190, 202))
    scene.shape([(560, 640), (1330, 640), (1270, 740), (640, 740)], (26, 48, 82))
    scene.shape([(560, 640), (1330, 640), (1322, 656), (568, 656)], (196, 58, 48))
    scene.shape([(620, 640), (640, 560), (1200, 560), (1260, 640)], (244, 242, 234))
    scene.shape([(700, 560), (712, 506), (1080, 506), (1130, 560)], (232, 230, 222))
    scene.shape([(820, 506), (836, 430), (920, 430), (932, 506)], (196, 58, 48))
    scene.shape([(829, 462), (925, 462), (928, 480), (825, 480)], (244, 242, 234))
    for step in range(18):
        scene.disc(672 + step * 30, 604, 8, (70, 96, 120))
    for step in range(11):
        scene.shape(
            [(728 + step * 32, 526)] + [(728 + step * 32 + a, 526 + b) for a, b in ((20, 0), (20, 16), (0, 16))],
            (70, 96, 120),
        )
    scene.shape([(540, 744), (1300, 736), (1420, 760), (900, 778), (520, 766)], (214, 232, 236))
    scene.waves(110, (190, 216, 222))
    scene.save(
        "tarrow-bell.jpg",
        Rights("Haruka Senda/Northern Wire", ("Haruka Senda",), "Made-up picture, drawn for the briefgen example"),
    )


if __name__ == "__main__":
    overturned_hull()
    ferry_leaving()
