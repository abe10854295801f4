"""Runs one model on one peer, in a process of its own, for bench_peers.py; prints one line of JSON.
usage: run.py ENGINE MODEL DIRECTORY --batch N --threads N (--seconds S | --once FILE) [--out-indices 0,1,2]
With --once: loads, runs once, writes the logits to FILE and leaves. The logits are plain float32."""
import argparse
import json
import os
import pathlib
import statistics
import time

WARM_UP = 2
FEWEST_RUNS = 5


def onnxruntime(a, image):
    import onnxruntime
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = a.threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    begin = time.perf_counter()
    session = onnxruntime.InferenceSession(
        a.directory / f'{a.batch}.onnx', options, providers=['CPUExecutionProvider'])
    return onnxruntime.__version__, begin, lambda: session.run(None, {'input': image})[0]


def openvino(a, image):
    import openvino
    begin = time.perf_counter()
    compiled = openvino.Core().compile_model(a.directory / f'{a.batch}.onnx', 'CPU', {
        'INFERENCE_PRECISION_HINT': 'f32', 'PERFORMANCE_HINT': 'LATENCY', 'INFERENCE_NUM_THREADS': a.threads})
    request = compiled.create_infer_request()
    run = lambda: request.infer([image], share_inputs=True, share_outputs=True)[0]
    return openvino.__version__, begin, run


def pytorch(a, image):
    import torchvision_shim  # noqa: F401  before timm
    import timm
    import torch
    from safetensors.torch import load_file
    torch.set_num_threads(a.threads)
    begin = time.perf_counter()
    levels = {'features_only': True, 'out_indices': a.out_indices} if a.out_indices else {}
    model = timm.create_model(a.model, **levels).eval()
    if not levels:
        model.load_state_dict(load_file(a.directory / 'model.safetensors'), strict=False)
    tensor = torch.from_numpy(image)

    @torch.inference_mode()
    def run():
        result = model(tensor)
        return result if levels else result.numpy()
    return torch.__version__, begin, run


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('engine', choices=['onnxruntime', 'openvino', 'pytorch'])
    parser.add_argument('model')
    parser.add_argument('directory', type=pathlib.Path)
    parser.add_argument('--batch', type=int, required=True)
    parser.add_argument('--threads', type=int, required=True)
    parser.add_argument('--seconds', type=float)
    parser.add_argument('--once', type=pathlib.Path)
    parser.add_argument('--out-indices', type=lambda text: [int(part) for part in text.split(',')])
    a = parser.parse_args()

    import numpy
    image = numpy.load(a.directory / f'{a.batch}.npy')
    version, begin, run = {'onnxruntime': onnxruntime, 'openvino': openvino, 'pytorch': pytorch}[a.engine](a, image)
    load = time.perf_counter() - begin
    if a.once:
        run().tofile(a.once)
        os._exit(0)  # What a run time does at its end is no part of a start.

    for _ in range(WARM_UP):
        run()
    times = []
    start = time.perf_counter()
    while len(times) < FEWEST_RUNS or time.perf_counter() - start < a.seconds:
        begin = time.perf_counter()
        run()
        times.append(time.perf_counter() - begin)
    print(json.dumps({
        'version': version, 'median_ms': statistics.median(times) * 1e3, 'min_ms': min(times) * 1e3,
        'runs': len(times), 'load_ms': load * 1e3}))


if __name__ == '__main__':
    main()
