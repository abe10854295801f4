"""Writes Tests/ImagesTests/Fixtures: small files of every kind and what Pillow makes of them, and what timm's transform
makes of the photos (chelsea.png, coffee.png, rocket.jpg of scikit-image, in that folder already).

    python3 Scripts/make_image_fixtures.py FACTS.json    # FACTS: rows {image, input_size, ..., tensor: digest}
"""
import io, json, os, struct, sys, zlib
import numpy as np
from PIL import Image, ImageOps, PngImagePlugin

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), '../Tests/ImagesTests/Fixtures')
PHOTO = Image.open(f'{FOLDER}/chelsea.png').convert('RGB')
SMALL = PHOTO.resize((37, 23))
SMALL.info.clear()


def fnv1a64(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f'{h:016x}'


def fact(image):
    return dict(width=image.width, height=image.height, hash=fnv1a64(image.tobytes()))


def png16(array, color_type):
    """Pillow writes no 16-bit RGB."""
    chunk = lambda kind, data: struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    height, width = array.shape[:2]
    rows = b''.join(b'\0' + row.astype('>u2').tobytes() for row in array)
    header = struct.pack('>IIBBBBB', width, height, 16, color_type, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def interlaced_png(image):
    """Pillow writes no interlaced PNG: seven passes of Adam7."""
    a = np.asarray(image)
    chunk = lambda kind, data: struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
    rows = b''
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        rows += b''.join(b'\0' + row.tobytes() for row in a[y::dy, x::dx])
    header = struct.pack('>IIBBBBB', image.width, image.height, 8, 2, 0, 0, 1)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def write(name, image, **options):
    image.save(f'{FOLDER}/{name}', **options)
    files.append(name)


files = []
rgba = SMALL.convert('RGBA')
rgba.putalpha(SMALL.convert('L'))
write('rgb.png', SMALL)
write('rgba.png', rgba)
write('grey.png', SMALL.convert('L'))
write('grey-alpha.png', rgba.convert('LA'))
write('bits.png', SMALL.convert('1'))
write('palette.png', SMALL.quantize(16))
write('palette-transparent.png', SMALL.quantize(16), transparency=3)
write('rgb-transparent.png', SMALL, transparency=SMALL.getpixel((3, 5)))
write('rgb.jpg', SMALL, quality=90, subsampling=0)
write('progressive.jpg', SMALL, quality=90, subsampling=0, progressive=True)
write('grey.jpg', SMALL.convert('L'), quality=90)
write('cmyk.jpg', SMALL.convert('CMYK'), quality=90, subsampling=0)
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[0x0112] = orientation
    write(f'orientation-{orientation}.jpg', SMALL, quality=90, subsampling=0, exif=exif)
exif = Image.Exif()
exif[0x0112] = 6
write('orientation-6.png', SMALL, exif=exif)
open(f'{FOLDER}/interlaced.png', 'wb').write(interlaced_png(SMALL))
files.append('interlaced.png')

decoded = {f: fact(ImageOps.exif_transpose(Image.open(f'{FOLDER}/{f}')).convert('RGB')) for f in files}
for name, color_type in (('rgb-16.png', 2), ('grey-16.png', 0)):
    wide = np.asarray(SMALL if color_type == 2 else SMALL.convert('L')).astype(np.uint16)
    open(f'{FOLDER}/{name}', 'wb').write(png16(wide * 256 + 255 - wide, color_type))
    decoded[name] = fact(SMALL if color_type == 2 else SMALL.convert('L').convert('RGB'))

resized = []
for name, filter in (('nearest', Image.NEAREST), ('bilinear', Image.BILINEAR), ('bicubic', Image.BICUBIC), ('lanczos', Image.LANCZOS)):
    for size in ((451, 300), (224, 224), (223, 149), (451, 7), (13, 300), (1, 1), (2, 3), (640, 426), (900, 31), (31, 907)):
        resized.append(dict(interpolation=name, **fact(PHOTO.resize(size, filter))))
for name, filter in (('bicubic', Image.BICUBIC), ('lanczos', Image.LANCZOS)):  # as sharp as it gets: clipping between passes
    rng = np.random.default_rng(1)
    noise = Image.fromarray((rng.integers(0, 2, (61, 83, 3)) * 255).astype(np.uint8))
    noise.save(f'{FOLDER}/noise.png')
    for size in ((83, 61), (40, 30), (166, 122), (101, 47), (72, 39), (72, 38), (73, 20), (20, 7)):
        resized.append(dict(image='noise.png', interpolation=name, **fact(noise.resize(size, filter))))
facts = dict(decoded=decoded, resized=resized, luminance=fact(PHOTO.convert('L').convert('RGB')),
             preprocessing=json.load(open(sys.argv[1]))['preprocessing'])
json.dump(facts, open(f'{FOLDER}/facts.json', 'w'), separators=(',', ':'))
