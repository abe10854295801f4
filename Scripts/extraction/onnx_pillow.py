"""Features of a folder's photos by ONNX Runtime and Pillow, with several workers; prints one line of JSON: seconds, and those
of all processors, from the first photo to the last row. Neither imports nor the sessions' start are in it.
usage: onnx_pillow.py DIRECTORY PHOTOS --workers N --batch N --kind processes|threads [--output FILE]"""
import argparse
import json
import multiprocessing
import os
import pathlib
import threading
import time

import numpy
import onnxruntime
from PIL import Image

FILTERS = {'bicubic': Image.BICUBIC, 'bilinear': Image.BILINEAR}


class Worker:
    def __init__(self, folder):
        about = json.loads((folder / 'features.json').read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(
            folder / 'features.onnx', options, providers=['CPUExecutionProvider'])
        self.size, self.filter = about['size'], FILTERS[about['interpolation']]
        self.short = int(self.size / about['crop'])
        self.mean = numpy.float32(about['mean'])[:, None, None]
        self.deviation = numpy.float32(about['std'])[:, None, None]

    def view(self, path):
        """timm's transform for evaluation."""
        image = Image.open(path).convert('RGB')
        width, height = image.size
        short = min(width, height)
        image = image.resize((int(self.short * width / short), int(self.short * height / short)), self.filter)
        left, top = round((image.width - self.size) / 2), round((image.height - self.size) / 2)
        image = image.crop((left, top, left + self.size, top + self.size))
        pixels = numpy.asarray(image).transpose(2, 0, 1).astype(numpy.float32) / 255
        return (pixels - self.mean) / self.deviation

    def features(self, paths):
        return self.session.run(None, {'input': numpy.stack([self.view(path) for path in paths])})[0]


def work(folder, chunks, counter, rows, barrier):
    worker = Worker(folder)
    worker.features(chunks[0])
    barrier.wait()
    begin = time.process_time()
    while True:
        with counter.get_lock():
            number, counter.value = counter.value, counter.value + 1
        if number >= len(chunks):
            return time.process_time() - begin
        rows.append((number, worker.features(chunks[number])))


def work_and_tell(folder, chunks, counter, barrier, queue):
    rows = []
    queue.put((work(folder, chunks, counter, rows, barrier), rows))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('directory', type=pathlib.Path)
    parser.add_argument('photos', type=pathlib.Path)
    parser.add_argument('--workers', type=int, required=True)
    parser.add_argument('--batch', type=int, required=True)
    parser.add_argument('--kind', choices=['processes', 'threads'], required=True)
    parser.add_argument('--output', type=pathlib.Path)
    a = parser.parse_args()
    paths = sorted(a.photos.glob('*.jpg'))
    chunks = [paths[i:i + a.batch] for i in range(0, len(paths), a.batch)]
    counter = multiprocessing.Value('l', 0)
    if a.kind == 'threads':
        rows, barrier = [], threading.Barrier(a.workers + 1)
        workers = [threading.Thread(target=work, args=(a.directory, chunks, counter, rows, barrier))
                   for _ in range(a.workers)]
    else:
        barrier, queue = multiprocessing.Barrier(a.workers + 1), multiprocessing.Queue()
        workers = [multiprocessing.Process(target=work_and_tell, args=(a.directory, chunks, counter, barrier, queue))
                   for _ in range(a.workers)]
    for worker in workers:
        worker.start()
    barrier.wait()
    begin, processor = time.perf_counter(), time.process_time()
    if a.kind == 'processes':
        answers = [queue.get() for _ in workers]
        rows = [row for _, some in answers for row in some]
    for worker in workers:
        worker.join()
    seconds, processor = time.perf_counter() - begin, time.process_time() - processor
    if a.kind == 'processes':
        processor += sum(seconds for seconds, _ in answers)
    if a.output:
        numpy.save(a.output, numpy.concatenate([row for _, row in sorted(rows, key=lambda row: row[0])]))
    print(json.dumps({'seconds': seconds, 'processor': processor, 'pictures': len(paths), 'version': onnxruntime.__version__}), flush=True)
    os._exit(0)


if __name__ == '__main__':
    main()
