"""Tests/ImagesTests/Fixtures: small files of every kind and what Pillow makes of them, and what timm's transform makes
of the photos (chelsea.png, rocket.jpg in that folder already, coffee.png of the command line; all of scikit-image)."""
import json
import struct
import zlib

import numpy as np
import torchvision_shim  # noqa: F401  before timm
import timm.data
from PIL import Image, ImageOps, PngImagePlugin  # noqa: F401  the plugin keeps EXIF in PNG

import synthetic
from timm_facts.records import ROOT

FOLDER = ROOT / 'Tests/ImagesTests/Fixtures'
RESOURCES = ROOT / 'Sources/CBackbonesResources/Resources'
PHOTOS = ('chelsea.png', 'coffee.png', 'rocket.jpg')
MEAN, DEVIATION = [0.485, 0.456, 0.406], [0.229, 0.224, 0.225]
# Input, interpolation, crop and its mode.
TRANSFORMS = (
    ((3, 224, 224), 'bicubic', 0.875, 'center'), ((3, 224, 224), 'bilinear', 0.875, 'center'),
    ((3, 224, 224), 'bicubic', 0.95, 'center'), ((3, 256, 256), 'bicubic', 1.0, 'squash'),
    ((3, 288, 288), 'bicubic', 1.0, 'center'), ((3, 224, 224), 'bicubic', 0.9, 'border'),
    ((3, 160, 192), 'bicubic', 0.95, 'center'), ((3, 384, 384), 'bilinear', 1.0, 'squash'),
    ((3, 640, 640), 'bicubic', 1.0, 'center'))
FILTERS = (('nearest', Image.NEAREST), ('bilinear', Image.BILINEAR), ('bicubic', Image.BICUBIC),
           ('lanczos', Image.LANCZOS))


def fnv1a64(data):
    h = 0xCBF29CE484222325
    for b in data:
        h = ((h ^ b) * 0x100000001B3) & 0xFFFFFFFFFFFFFFFF
    return f'{h:016x}'


def fact(image):
    return dict(width=image.width, height=image.height, hash=fnv1a64(image.tobytes()))


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png16(array, color_type):
    """Pillow writes no 16-bit RGB."""
    height, width = array.shape[:2]
    rows = b''.join(b'\0' + row.astype('>u2').tobytes() for row in array)
    header = struct.pack('>IIBBBBB', width, height, 16, color_type, 0, 0, 0)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def interlaced_png(image):
    """Pillow writes no interlaced PNG: seven passes of Adam7."""
    a = np.asarray(image)
    rows = b''
    for x, y, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        rows += b''.join(b'\0' + row.tobytes() for row in a[y::dy, x::dx])
    header = struct.pack('>IIBBBBB', image.width, image.height, 8, 2, 0, 0, 1)
    return b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(rows)) + chunk(b'IEND', b'')


def tiff(planes, order='<', **tags):
    """Kinds of TIFF that Pillow does not write: its strips or tiles as they are given, and its tags by number."""
    names = dict(width=256, height=257, bits=258, compression=259, photometric=262, samples=277, rows=278, planar=284,
                 tile_width=322, tile_height=323, extra=338)
    offset, pieces = 8, []
    for data in planes:
        pieces.append(offset)
        offset += len(data)
    tiled = 'tile_width' in tags
    entries = {names[name]: value for name, value in tags.items()}
    entries[324 if tiled else 273] = pieces
    entries[325 if tiled else 279] = [len(data) for data in planes]
    entries.setdefault(259, 1)
    directory, beyond = b'', b''
    after = offset + 2 + 12 * len(entries) + 4
    for tag, value in sorted(entries.items()):
        values = value if isinstance(value, list) else [value]
        kind = 'I' if tag in (273, 279, 324, 325) else 'H'
        data = struct.pack(f'{order}{len(values)}{kind}', *values)
        if len(data) > 4:
            data, beyond = struct.pack(order + 'I', after + len(beyond)), beyond + data
        directory += struct.pack(order + 'HHI', tag, 4 if kind == 'I' else 3, len(values)) + data.ljust(4, b'\0')
    head = (b'II' if order == '<' else b'MM') + struct.pack(order + 'HI', 42, offset)
    return head + b''.join(planes) + struct.pack(order + 'H', len(entries)) + directory + bytes(4) + beyond


def other_files():
    """Files of WebP and TIFF; what Pillow decodes from them."""
    small, part = photo('chelsea.png').resize((37, 23)), photo('chelsea.png').crop((100, 50, 221, 131))
    small.info.clear()
    rgba = small.convert('RGBA')
    rgba.putalpha(small.convert('L'))
    files = []

    def write(name, image, **options):
        image.save(FOLDER / name, **options)
        files.append(name)

    def write_tiff(name, planes, **tags):
        (FOLDER / name).write_bytes(tiff(planes, **tags))
        files.append(name)

    def exif(orientation):
        data = Image.Exif()
        data[0x0112] = orientation
        return data
    write('lossy.webp', part, quality=60)
    write('lossless.webp', small, lossless=True)
    write('lossy-alpha.webp', rgba, quality=60)
    write('lossless-alpha.webp', rgba, lossless=True)
    write('animated.webp', rgba, save_all=True, append_images=[rgba.transpose(Image.FLIP_LEFT_RIGHT)], duration=100)
    write('orientation-6.webp', small, quality=80, exif=exif(6))
    write('bits.tif', small.convert('1'))
    write('fax.tif', part.convert('1'), compression='group4')
    write('grey.tif', small.convert('L'), compression='packbits')
    write('grey-alpha.tif', rgba.convert('LA'))
    write('palette.tif', small.quantize(16))
    write('rgb.tif', small, compression='tiff_lzw', tiffinfo={317: 2})
    write('rgba.tif', rgba, compression='tiff_adobe_deflate')
    write('cmyk.tif', small.convert('CMYK'))
    write('jpeg.tif', part, compression='jpeg')
    for orientation in (3, 6):
        write(f'orientation-{orientation}.tif', small, exif=exif(orientation))

    a, (width, height) = np.asarray(small), small.size
    grey, alpha = np.asarray(small.convert('L')), np.asarray(rgba)[:, :, 3:]
    rgb = dict(width=width, height=height, photometric=2, bits=[8] * 3, samples=3, rows=height)
    write_tiff('planes.tif', [a[:, :, c].tobytes() for c in range(3)], **rgb, planar=2)
    edge = np.pad(a, ((0, -height % 16), (0, -width % 16), (0, 0)))
    write_tiff('tiles.tif', [edge[y:y + 16, x:x + 16].tobytes() for y in range(0, height, 16) for x in range(0, width, 16)],
               **{**rgb, 'tile_width': 16, 'tile_height': 16})
    write_tiff('strips.tif', [a[y:y + 7].tobytes() for y in range(0, height, 7)], **{**rgb, 'rows': 7}, order='>')
    wide = a.astype(np.uint16) * 256 + 255 - a
    write_tiff('rgb-16.tif', [wide.astype('>u2').tobytes()], **{**rgb, 'bits': [16] * 3}, order='>')
    multiplied = np.concatenate([(a * (alpha / 255)).astype(np.uint8), alpha], 2)
    write_tiff('multiplied-alpha.tif', [multiplied.tobytes()], **{**rgb, 'bits': [8] * 4, 'samples': 4, 'extra': 1})
    one = dict(width=width, height=height, samples=1, rows=height)
    write_tiff('white-is-zero.tif', [grey.tobytes()], **one, bits=8, photometric=0)
    nibbles = np.pad(grey // 16, ((0, 0), (0, width % 2)))
    write_tiff('nibbles.tif', [(nibbles[:, ::2] * 16 + nibbles[:, 1::2]).astype(np.uint8).tobytes()], **one, bits=4,
               photometric=1)
    decoded = {name: fact(ImageOps.exif_transpose(Image.open(FOLDER / name)).convert('RGB')) for name in files}
    # Pillow clips these at 255; the upper bytes are kept here, as of PNG.
    write_tiff('grey-16.tif', [(grey.astype(np.uint16) * 256 + 255 - grey).astype('<u2').tobytes()], **one, bits=16, photometric=1)
    decoded['grey-16.tif'] = fact(small.convert('L').convert('RGB'))
    return decoded


def small_files():
    """Writes a file of each kind; what Pillow decodes from them."""
    small = photo('chelsea.png').resize((37, 23))
    small.info.clear()
    files = []

    def write(name, image, **options):
        image.save(FOLDER / name, **options)
        files.append(name)

    def exif(orientation):
        data = Image.Exif()
        data[0x0112] = orientation
        return data
    rgba = small.convert('RGBA')
    rgba.putalpha(small.convert('L'))
    write('rgb.png', small)
    write('rgba.png', rgba)
    write('grey.png', small.convert('L'))
    write('grey-alpha.png', rgba.convert('LA'))
    write('bits.png', small.convert('1'))
    write('palette.png', small.quantize(16))
    write('palette-transparent.png', small.quantize(16), transparency=3)
    write('rgb-transparent.png', small, transparency=small.getpixel((3, 5)))
    write('rgb.jpg', small, quality=90, subsampling=0)
    write('progressive.jpg', small, quality=90, subsampling=0, progressive=True)
    write('grey.jpg', small.convert('L'), quality=90)
    write('cmyk.jpg', small.convert('CMYK'), quality=90, subsampling=0)
    part = photo('chelsea.png').crop((100, 50, 401, 251))
    for subsampling in ('4:4:4', '4:2:2', '4:2:0', '4:1:1'):
        write(f'subsampled-{subsampling.replace(":", "")}.jpg', part, quality=40, subsampling=subsampling)
    write('subsampled-progressive.jpg', part, quality=40, subsampling='4:2:0', progressive=True)
    for orientation in range(1, 9):
        write(f'orientation-{orientation}.jpg', small, quality=90, subsampling=0, exif=exif(orientation))
    write('orientation-6.png', small, exif=exif(6))
    (FOLDER / 'interlaced.png').write_bytes(interlaced_png(small))
    files.append('interlaced.png')

    decoded = {name: fact(ImageOps.exif_transpose(Image.open(FOLDER / name)).convert('RGB')) for name in files}
    for name, color_type in (('rgb-16.png', 2), ('grey-16.png', 0)):
        narrow = small if color_type == 2 else small.convert('L')
        wide = np.asarray(narrow).astype(np.uint16)
        (FOLDER / name).write_bytes(png16(wide * 256 + 255 - wide, color_type))
        decoded[name] = fact(narrow.convert('RGB'))
    return decoded


def resizes():
    """What Pillow's filters make of the photo, and of noise: as sharp as it gets, clipped between the passes."""
    for name, filter in FILTERS:
        for size in ((451, 300), (224, 224), (223, 149), (451, 7), (13, 300), (1, 1), (2, 3), (640, 426), (900, 31),
                     (31, 907)):
            yield dict(interpolation=name, **fact(photo('chelsea.png').resize(size, filter)))
    noise = Image.fromarray((np.random.default_rng(1).integers(0, 2, (61, 83, 3)) * 255).astype(np.uint8))
    noise.save(FOLDER / 'noise.png')
    for name, filter in FILTERS[2:]:
        for size in ((83, 61), (40, 30), (166, 122), (101, 47), (72, 39), (72, 38), (73, 20), (20, 7)):
            yield dict(image='noise.png', interpolation=name, **fact(noise.resize(size, filter)))


def transforms():
    """What timm's transform makes of the photos."""
    for name in PHOTOS:
        for size, interpolation, crop, mode in TRANSFORMS:
            transform = timm.data.create_transform(
                input_size=size, interpolation=interpolation, mean=MEAN, std=DEVIATION, crop_pct=crop, crop_mode=mode,
                is_training=False)
            yield dict(image=name, image_size=photo(name).size, input_size=size, interpolation=interpolation,
                       crop_pct=crop, crop_mode=mode, mean=MEAN, std=DEVIATION,
                       tensor=synthetic.digest(transform(photo(name))))


def photo(name):
    folder = RESOURCES if name == 'coffee.png' else FOLDER
    return Image.open(folder / name).convert('RGB')


def write():
    facts = dict(decoded={**small_files(), **other_files()}, resized=list(resizes()), luminance=fact(photo('chelsea.png').convert('L').convert('RGB')),
                 preprocessing=list(transforms()))
    (FOLDER / 'facts.json').write_text(json.dumps(facts, separators=(',', ':')))
