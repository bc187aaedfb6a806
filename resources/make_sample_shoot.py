"""Makes the bundled sample shoot, resources/sample_shoot/, and its SOURCES.md from free photographs.

The photographs come in two packages: Debian's `lomiri-wallpapers-16.04` (only its CC BY 4.0 and CC0
ones) and `scikit-image` (CC0 and public domain). Nothing is fetched; the script stops when one is missing.

    apt-get install lomiri-wallpapers-16.04
    python resources/make_sample_shoot.py [--out FOLDER] [--backgrounds FOLDER]

Each frame is cut from a photograph the way a second press of the shutter would have: a little moved,
turned, nearer, out of focus, shaken, or exposed otherwise. The same packages give the same files.
"""

from __future__ import annotations

import argparse
import datetime
import io
import sys
import zlib
from dataclasses import dataclass
from importlib import util
from pathlib import Path

import numpy as np
import piexif
from numpy.typing import NDArray
from PIL import Image, ImageFilter

LONG_SIDE = 1000
QUALITY = 84
BACKGROUNDS = Path("/usr/share/backgrounds")
OUT = Path(__file__).resolve().parent / "sample_shoot"

CC_BY = "CC BY 4.0 <https://creativecommons.org/licenses/by/4.0/>"
CC0 = "CC0 1.0 <https://creativecommons.org/publicdomain/zero/1.0/>"
PUBLIC_DOMAIN = "public domain"
LOMIRI = "Debian package lomiri-wallpapers-16.04"
SKIMAGE = "scikit-image (skimage.data)"


@dataclass(frozen=True)
class Source:
    """A photograph that frames are cut from."""

    file: str
    subject: str
    author: str
    licence: str
    package: str


SOURCES = {
    "meadow": Source("aitzgorri_by_Aitzol_Berasategi.jpg", "Aitzgorri", "Aitzol Berasategi", CC_BY, LOMIRI),
    "peaks": Source(
        "picosdeeuropa_by_Aitzol_Berasategi.jpg", "Picos de Europa", "Aitzol Berasategi", CC_BY, LOMIRI
    ),
    "stream": Source(
        "life_by_Aitzol_Berasategi.jpg", "a stream in a wood", "Aitzol Berasategi", CC_BY, LOMIRI
    ),
    "dandelion": Source(
        "seeding_by_Clements_Engelhardt.jpg", "dandelion clocks", "Clemens Engelhardt", CC0, LOMIRI
    ),
    "sunset": Source(
        "sunset_by_Aitzol_Berasategi.jpg", "sunset on a summit", "Aitzol Berasategi", CC_BY, LOMIRI
    ),
    "dogs": Source(
        "friends_by_Aitzol_Berasategi.jpg", "two dogs at a window", "Aitzol Berasategi", CC_BY, LOMIRI
    ),
    "wine": Source("Wine_by_Jakkub_Mede.jpg", "wine and a drum", "Jakub Mede", CC_BY, LOMIRI),
    "fig": Source("Picture_0B_by_freespace.jpg", "a fig", 'Trevor "Freespace"', CC_BY, LOMIRI),
    "brushes": Source("Picture_1A_by_freespace.jpg", "paint brushes", 'Trevor "Freespace"', CC_BY, LOMIRI),
    "coffee": Source("coffee.png", "a cup of coffee", "Rachel Michetti", CC0, SKIMAGE),
    "cat": Source("chelsea.png", "Chelsea the cat", "Stéfan van der Walt", CC0, SKIMAGE),
    "rocket": Source("rocket.jpg", "launch of DSCOVR on a Falcon 9", "SpaceX", PUBLIC_DOMAIN, SKIMAGE),
}


@dataclass(frozen=True)
class Frame:
    """One press of the shutter. `centre` and `width` are fractions of the photograph; angles in degrees."""

    source: str
    time: str  # of day 1 or 2: "1 09:14:22.10"
    what: str
    shutter: tuple[int, int]
    aperture: float
    iso: int
    focal: int
    centre: tuple[float, float] = (0.5, 0.5)
    width: float = 0.92
    portrait: bool = False
    turn: float = 0.0
    stops: float = 0.0
    bias: int = 0
    defocus: float = 0.0
    shake: int = 0
    warmth: float = 0.0
    orientation: int = 1


FRAMES = (
    Frame("meadow", "1 09:14:22.10", "", (1, 320), 8, 100, 35, (0.50, 0.52), 0.94),
    Frame(
        "meadow",
        "1 09:14:25.70",
        "moved right, 1.6° off level",
        (1, 320),
        8,
        100,
        35,
        (0.52, 0.5),
        0.92,
        turn=1.6,
    ),
    Frame(
        "meadow",
        "1 09:14:31.30",
        "nearer, 0.7 stops over",
        (1, 200),
        8,
        100,
        40,
        (0.48, 0.47),
        0.84,
        stops=0.7,
    ),
    Frame("peaks", "1 11:02:05.00", "bracket, −2 EV", (1, 1600), 9, 100, 28, stops=-2, bias=-2),
    Frame("peaks", "1 11:02:05.25", "bracket, 0 EV", (1, 400), 9, 100, 28),
    Frame("peaks", "1 11:02:05.50", "bracket, +2 EV", (1, 100), 9, 100, 28, stops=2, bias=2),
    Frame("peaks", "1 11:02:48.80", "nearer to the summits", (1, 500), 9, 100, 50, (0.60, 0.36), 0.62),
    Frame(
        "peaks", "1 11:02:51.40", "the same, tilted 2.2°", (1, 500), 9, 100, 50, (0.61, 0.37), 0.62, turn=-2.2
    ),
    Frame("stream", "1 12:37:10.00", "", (1, 60), 5.6, 400, 35, (0.5, 0.5), 0.94),
    Frame("stream", "1 12:37:12.60", "camera shake", (1, 8), 8, 100, 35, (0.51, 0.5), 0.93, shake=13),
    Frame(
        "stream", "1 12:37:17.20", "1.3 stops under", (1, 125), 5.6, 400, 35, (0.49, 0.51), 0.93, stops=-1.3
    ),
    Frame(
        "stream", "1 12:38:03.90", "upright, the fall alone", (1, 60), 5.6, 400, 50, (0.45, 0.52), 0.60, True
    ),
    Frame("dandelion", "1 17:20:40.00", "burst", (1, 800), 2.8, 200, 105, (0.42, 0.5), 0.78),
    Frame(
        "dandelion",
        "1 17:20:40.20",
        "burst, focus missed",
        (1, 800),
        2.8,
        200,
        105,
        (0.423, 0.505),
        0.78,
        defocus=5.0,
    ),
    Frame(
        "dandelion",
        "1 17:20:40.40",
        "burst, focus nearly there",
        (1, 800),
        2.8,
        200,
        105,
        (0.426, 0.5),
        0.78,
        defocus=1.8,
    ),
    Frame("dandelion", "1 17:20:40.60", "burst", (1, 800), 2.8, 200, 105, (0.430, 0.495), 0.78, turn=0.5),
    Frame(
        "dandelion",
        "1 17:20:40.80",
        "burst, wind",
        (1, 800),
        2.8,
        200,
        105,
        (0.434, 0.5),
        0.78,
        turn=0.8,
        shake=7,
    ),
    Frame(
        "dandelion", "1 17:22:09.30", "upright, one head", (1, 640), 2.8, 200, 105, (0.31, 0.5), 0.37, True
    ),
    Frame("sunset", "1 18:41:33.40", "", (1, 250), 11, 200, 24, (0.5, 0.5), 0.94),
    Frame(
        "sunset",
        "1 18:41:39.00",
        "1.7 stops over, the sun burnt out",
        (1, 80),
        11,
        200,
        24,
        (0.5, 0.52),
        0.93,
        stops=1.7,
    ),
    Frame(
        "sunset", "1 18:43:12.60", "warmer, nearer", (1, 250), 11, 200, 35, (0.47, 0.48), 0.74, warmth=0.10
    ),
    Frame(
        "wine",
        "1 21:08:15.20",
        "upright, stored turned (orientation 6)",
        (1, 50),
        2.8,
        1600,
        35,
        (0.5, 0.5),
        0.94,
        True,
        orientation=6,
    ),
    Frame(
        "wine",
        "1 21:08:19.80",
        "upright, camera shake",
        (1, 13),
        4,
        800,
        35,
        (0.49, 0.49),
        0.92,
        True,
        shake=11,
        orientation=6,
    ),
    Frame(
        "dogs",
        "2 10:05:01.00",
        "upright, stored turned (orientation 8)",
        (1, 250),
        4,
        200,
        85,
        (0.5, 0.48),
        0.92,
        True,
        orientation=8,
    ),
    Frame(
        "dogs",
        "2 10:05:01.35",
        "burst, they move",
        (1, 250),
        4,
        200,
        85,
        (0.5, 0.485),
        0.92,
        True,
        shake=9,
        orientation=8,
    ),
    Frame(
        "dogs",
        "2 10:05:01.70",
        "burst, moved a little",
        (1, 250),
        4,
        200,
        85,
        (0.51, 0.475),
        0.91,
        True,
        turn=0.9,
        orientation=8,
    ),
    Frame("dogs", "2 10:05:09.20", "nearer, landscape format", (1, 250), 4, 200, 105, (0.5, 0.425), 0.9),
    Frame("cat", "2 10:31:44.50", "", (1, 80), 2.8, 800, 50, (0.5, 0.5), 0.98),
    Frame("coffee", "2 11:03:20.00", "", (1, 100), 2.8, 400, 50, (0.5, 0.5), 0.98),
    Frame(
        "coffee",
        "2 11:03:26.10",
        "nearer, 0.8 stops under",
        (1, 160),
        2.8,
        400,
        50,
        (0.49, 0.52),
        0.88,
        stops=-0.8,
    ),
    Frame("fig", "2 13:15:02.00", "", (1, 200), 5.6, 200, 70, (0.5, 0.5), 0.96),
    Frame("fig", "2 13:15:06.40", "tilted 3°", (1, 200), 5.6, 200, 70, (0.5, 0.5), 0.88, turn=3.0),
    Frame("fig", "2 13:15:30.70", "nearer", (1, 200), 5.6, 200, 105, (0.56, 0.50), 0.62),
    Frame("brushes", "2 15:40:11.00", "", (1, 125), 4, 200, 70, (0.5, 0.5), 0.96),
    Frame(
        "brushes",
        "2 15:40:14.90",
        "moved, focus missed",
        (1, 125),
        4,
        200,
        70,
        (0.51, 0.49),
        0.92,
        defocus=3.2,
    ),
    Frame("rocket", "2 22:55:41.30", "", (1, 60), 5.6, 1600, 200, (0.5, 0.5), 0.98),
)


def frame_name(index: int) -> str:
    """File name of the frame at this place in FRAMES, as a camera would number it."""
    return f"IMG_{index + 1:04d}.JPG"


def source_path(source: Source, backgrounds: Path) -> Path | None:
    """Where this photograph lies on this machine; None when its package is not installed."""
    if source.package == LOMIRI:
        path = backgrounds / source.file
    else:
        spec = util.find_spec("skimage")
        if spec is None or spec.origin is None:
            return None
        path = Path(spec.origin).parent / "data" / source.file
    return path if path.is_file() else None


def make(out: Path, backgrounds: Path) -> None:
    """Writes every frame and SOURCES.md into `out`."""
    photographs: dict[str, Image.Image] = {}
    for key, source in SOURCES.items():
        path = source_path(source, backgrounds)
        if path is None:
            raise SystemExit(f"{source.file} is missing: install {source.package}")
        photographs[key] = Image.open(path).convert("RGB")
    out.mkdir(parents=True, exist_ok=True)
    for index, frame in enumerate(FRAMES):
        name = frame_name(index)
        picture = expose(frame, photographs[frame.source], seed=zlib.crc32(name.encode()))
        (out / name).write_bytes(encode(frame, picture))
    (out / "SOURCES.md").write_text(sources_page(), encoding="utf-8")


def expose(frame: Frame, photograph: Image.Image, seed: int) -> Image.Image:
    """The upright picture that this press of the shutter gives."""
    size = (LONG_SIDE * 2 // 3, LONG_SIDE) if frame.portrait else (LONG_SIDE, LONG_SIDE * 2 // 3)
    picture = cut(photograph, frame, size)
    if frame.defocus:
        picture = picture.filter(ImageFilter.GaussianBlur(frame.defocus))
    if frame.shake:
        picture = shake(picture, frame.shake)
    return develop(picture, frame, seed)


def cut(photograph: Image.Image, frame: Frame, size: tuple[int, int]) -> Image.Image:
    """The part of the photograph in view, turned about its centre, at the frame's size."""
    wide, high = photograph.size
    part = frame.width * wide
    part = min(part, 0.98 * high * size[0] / size[1])
    tall = part * size[1] / size[0]
    x = min(max(frame.centre[0] * wide, part / 2), wide - part / 2)
    y = min(max(frame.centre[1] * high, tall / 2), high - tall / 2)
    if frame.turn:
        photograph = photograph.rotate(frame.turn, Image.Resampling.BICUBIC, center=(x, y))
        # As far in as the turned picture has no empty corners, wherever the view stands.
        angle = np.deg2rad(abs(frame.turn))
        shrink = 1.0
        for room, own, other in (
            (x, part, tall),
            (wide - x, part, tall),
            (y, tall, part),
            (high - y, tall, part),
        ):
            shrink = min(shrink, 2 * room / float(own * np.cos(angle) + other * np.sin(angle)))
        part, tall = part * shrink, tall * shrink
    box = (x - part / 2, y - tall / 2, x + part / 2, y + tall / 2)
    return photograph.resize(size, Image.Resampling.LANCZOS, box=box)


def shake(picture: Image.Image, length: int) -> Image.Image:
    """The picture smeared along a slanting path of so many pixels."""
    pixels = np.asarray(picture, np.uint16)
    high, wide = pixels.shape[:2]
    total = np.zeros(pixels.shape, np.uint32)
    padded = np.pad(pixels, ((length, length), (length, length), (0, 0)), mode="edge")
    for step in range(length):
        dx, dy = step - length // 2, (step - length // 2) // 3
        total += padded[length + dy : length + dy + high, length + dx : length + dx + wide]
    return Image.fromarray((total // length).astype(np.uint8))


def develop(picture: Image.Image, frame: Frame, seed: int) -> Image.Image:
    """Exposure error in linear light, white balance, and a little sensor noise."""
    if not frame.stops and not frame.warmth and frame.iso < 400:
        return picture
    gains = (1 + frame.warmth, 1.0, 1 - frame.warmth)
    tables = [tone_table(2.0**frame.stops * gain) for gain in gains]
    pixels = np.asarray(picture.point([value for table in tables for value in table]), np.int16)
    if frame.iso >= 400:
        spread = frame.iso // 400
        grain = np.random.Generator(np.random.PCG64(seed)).integers(-spread, spread + 1, pixels.shape[:2])
        pixels = pixels + grain.astype(np.int16)[:, :, None]
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def tone_table(gain: float) -> list[int]:
    """sRGB values after so much more light, with a shoulder near white as a camera's curve has."""
    values: NDArray[np.float64] = np.arange(256) / 255
    light = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4) * gain
    encoded = np.where(
        light <= 0.0031308, light * 12.92, 1.055 * np.maximum(light, 1e-9) ** (1 / 2.4) - 0.055
    )
    return [int(value) for value in np.clip(np.rint(encoded * 255), 0, 255)]


def encode(frame: Frame, picture: Image.Image) -> bytes:
    """JPEG bytes with a camera's EXIF and thumbnail; turned pictures are stored as the sensor saw them."""
    stored = {
        1: picture,
        6: picture.transpose(Image.Transpose.ROTATE_90),
        8: picture.transpose(Image.Transpose.ROTATE_270),
    }[frame.orientation]
    small = stored.copy()
    small.thumbnail((160, 160), Image.Resampling.LANCZOS)
    exif = piexif.dump(exif_fields(frame, stored.size) | {"thumbnail": jpeg(small, 75), "1st": {}})
    return jpeg(stored, QUALITY, exif)


def jpeg(picture: Image.Image, quality: int, exif: bytes = b"") -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=quality, optimize=True, exif=exif)
    return buffer.getvalue()


def exif_fields(frame: Frame, size: tuple[int, int]) -> dict[str, object]:
    """What a camera writes, and whose photograph it is."""
    source = SOURCES[frame.source]
    day, clock = frame.time.split()
    time, hundredths = clock.split(".")
    moment = datetime.datetime.fromisoformat(f"2018-10-{12 + int(day)}T{time}")
    stamp = moment.strftime("%Y:%m:%d %H:%M:%S")
    subject = ascii_text(f"{source.subject}, {source.author}, {source.licence}; changed")
    main = {
        piexif.ImageIFD.Make: "Sample",
        piexif.ImageIFD.Model: "Sample Camera",
        piexif.ImageIFD.Software: "aesthcull sample shoot",
        piexif.ImageIFD.Artist: ascii_text(source.author),
        piexif.ImageIFD.Copyright: subject,
        piexif.ImageIFD.Orientation: frame.orientation,
        piexif.ImageIFD.DateTime: stamp,
        piexif.ImageIFD.XResolution: (300, 1),
        piexif.ImageIFD.YResolution: (300, 1),
        piexif.ImageIFD.ResolutionUnit: 2,
    }
    exposure = {
        piexif.ExifIFD.ExifVersion: b"0231",
        piexif.ExifIFD.DateTimeOriginal: stamp,
        piexif.ExifIFD.DateTimeDigitized: stamp,
        piexif.ExifIFD.SubSecTimeOriginal: hundredths,
        piexif.ExifIFD.SubSecTimeDigitized: hundredths,
        piexif.ExifIFD.ExposureTime: frame.shutter,
        piexif.ExifIFD.FNumber: (round(frame.aperture * 10), 10),
        piexif.ExifIFD.ISOSpeedRatings: frame.iso,
        piexif.ExifIFD.ExposureBiasValue: (frame.bias, 1),
        piexif.ExifIFD.FocalLength: (frame.focal, 1),
        piexif.ExifIFD.LensMake: "Sample",
        piexif.ExifIFD.LensModel: "Sample 24-200mm F2.8",
        piexif.ExifIFD.ColorSpace: 1,
        piexif.ExifIFD.PixelXDimension: size[0],
        piexif.ExifIFD.PixelYDimension: size[1],
    }
    return {"0th": main, "Exif": exposure, "GPS": {}, "Interop": {}}


def ascii_text(text: str) -> str:
    return text.replace("é", "e").replace("−", "-").encode("ascii", "replace").decode("ascii")


def sources_page() -> str:
    """SOURCES.md: whose photographs these are, under which licence, and what was made of them."""
    lines = [
        "# Where the sample shoot's photographs come from",
        "",
        f"{len(FRAMES)} frames cut from {len(SOURCES)} free photographs by `resources/make_sample_shoot.py`."
        " Every frame is changed: cut, made smaller, and",
        "where the table says so, turned, blurred or exposed otherwise. Camera, lens, exposure and capture"
        " times in their EXIF are made up;",
        "Artist and Copyright name the photographer and the licence. The frames stay under the licence of"
        " their photograph.",
    ]
    for key, source in SOURCES.items():
        lines += [
            "",
            f"## {source.subject[0].upper()}{source.subject[1:]}",
            "",
            f"- Author: {source.author}",
            f"- Licence: {source.licence}",
            f"- Source: `{source.file}` in {source.package}",
            "",
            "| frame | what was done |",
            "|---|---|",
        ]
        for index, frame in enumerate(FRAMES):
            if frame.source == key:
                lines.append(
                    f"| {frame_name(index)} | cut, made smaller{', ' if frame.what else ''}{frame.what} |"
                )
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description="Make the bundled sample shoot from free photographs.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write into (default: %(default)s)")
    parser.add_argument(
        "--backgrounds", type=Path, default=BACKGROUNDS, help="where the Debian package's pictures lie"
    )
    arguments = parser.parse_args()
    make(arguments.out, arguments.backgrounds)
    files = sorted(arguments.out.glob("IMG_*.JPG"))
    print(
        f"{len(files)} frames, {sum(f.stat().st_size for f in files) / 1e6:.2f} MB in {arguments.out}",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()
