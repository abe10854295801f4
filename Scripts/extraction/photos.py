"""Makes photos by variation from the sample photos: parts of them, turned over, with other light and colours, as JPEG files of
640 to 1,600 pixels. The same number and seed make the same photos with the same Pillow.
usage: photos.py COUNT FOLDER [--seed N] [--smallest N] [--largest N] [--broken N]"""
import argparse
import pathlib
import random

from PIL import Image, ImageEnhance, ImageOps

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ('Sources/CBackbonesResources/Resources/coffee.png', 'Tests/ImagesTests/Fixtures/chelsea.png',
           'Tests/ImagesTests/Fixtures/rocket.jpg')


def vary(samples, random, smallest, largest):
    sample = random.choice(samples)
    width, height = random.randint(smallest, largest), random.randint(smallest, largest)
    # A part of the sample, of the photo's proportions.
    share = random.uniform(0.5, 1)
    part = min(sample.width, sample.height * width / height) * share
    left, top = random.uniform(0, sample.width - part), random.uniform(0, sample.height - part * height / width)
    photo = sample.resize((width, height), Image.BICUBIC, (left, top, left + part, top + part * height / width))
    if random.random() < 0.5:
        photo = ImageOps.mirror(photo)
    for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        photo = enhance(photo).enhance(random.uniform(0.7, 1.3))
    return photo


def make(count, folder, seed=0, smallest=640, largest=1600, broken=0):
    """Writes the photos, unless they are there. `broken` of them end too soon."""
    folder = pathlib.Path(folder)
    if folder.exists() and len(list(folder.glob('*.jpg'))) == count:
        return
    folder.mkdir(parents=True, exist_ok=True)
    samples = [Image.open(ROOT / name).convert('RGB') for name in SAMPLES]
    for number in range(count):
        # Each photo has a generator of its own: fewer of them are the first of more.
        photo = vary(samples, random.Random(f'{seed}.{number}'), smallest, largest)
        path = folder / f'{number:06}.jpg'
        photo.save(path, quality=random.Random(number).randint(75, 95))
        if broken and number % (count // broken) == 1:
            path.write_bytes(path.read_bytes()[:1000])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('count', type=int)
    parser.add_argument('folder')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--smallest', type=int, default=640)
    parser.add_argument('--largest', type=int, default=1600)
    parser.add_argument('--broken', type=int, default=0)
    a = parser.parse_args()
    make(a.count, a.folder, a.seed, a.smallest, a.largest, a.broken)


if __name__ == '__main__':
    main()
