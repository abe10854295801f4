"""Makes photos by variation from the sample photos: parts of them, turned over, with other light and colours, as JPEG files of
640 to 1,600 pixels. The same number and seed make the same photos with the same Pillow.
usage: photos.py COUNT FOLDER [--seed N] [--smallest N] [--largest N] [--broken N] [--part X] [--classes]"""
import argparse
import pathlib
import random

from PIL import Image, ImageEnhance, ImageOps

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SAMPLES = ('Sources/CBackbonesResources/Resources/coffee.png', 'Tests/ImagesTests/Fixtures/chelsea.png',
           'Tests/ImagesTests/Fixtures/rocket.jpg')


def vary(samples, random, smallest, largest, least):
    """A photo, and the number of the sample that it is a part of: at least `least` of its shorter side."""
    number = random.randrange(len(samples))
    sample = samples[number]
    width, height = random.randint(smallest, largest), random.randint(smallest, largest)
    # A part of the sample, of the photo's proportions.
    share = random.uniform(least, 2 * least)
    part = min(sample.width, sample.height * width / height) * share
    left, top = random.uniform(0, sample.width - part), random.uniform(0, sample.height - part * height / width)
    photo = sample.resize((width, height), Image.BICUBIC, (left, top, left + part, top + part * height / width))
    if random.random() < 0.5:
        photo = ImageOps.mirror(photo)
    for enhance in (ImageEnhance.Brightness, ImageEnhance.Contrast, ImageEnhance.Color):
        photo = enhance(photo).enhance(random.uniform(0.7, 1.3))
    return photo, number


def make(count, folder, seed=0, smallest=640, largest=1600, broken=0, least=0.5, in_classes=False):
    """Writes the photos, unless they are there. `broken` of them end too soon. Where `in_classes`, those of each sample are in a
    folder of their own."""
    folder = pathlib.Path(folder)
    if folder.exists() and len(list(folder.glob('**/*.jpg'))) == count:
        return
    folder.mkdir(parents=True, exist_ok=True)
    samples = [Image.open(ROOT / name).convert('RGB') for name in SAMPLES]
    for number in range(count):
        # Each photo has a generator of its own: fewer of them are the first of more.
        photo, sample = vary(samples, random.Random(f'{seed}.{number}'), smallest, largest, least)
        within = folder / pathlib.Path(SAMPLES[sample]).stem if in_classes else folder
        within.mkdir(exist_ok=True)
        path = within / f'{number:06}.jpg'
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
    parser.add_argument('--part', type=float, default=0.5, help='the least part of a sample; the most is twice as much')
    parser.add_argument('--classes', action='store_true', help='a folder for each sample')
    a = parser.parse_args()
    make(a.count, a.folder, a.seed, a.smallest, a.largest, a.broken, a.part, a.classes)


if __name__ == '__main__':
    main()
