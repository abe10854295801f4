"""Parameters and images that are arithmetic on a name and a seed: what `SyntheticParameters` in Sources/BackbonesWeights defines."""
import numpy as np

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
BLOCK = 1 << 14


def mix(z):
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def uniform(name, shape, seed):
    """float32 in [-1, 1), 24 random bits each; computed in cache-sized blocks."""
    digest = 0xCBF29CE484222325
    for byte in name.encode():
        digest = (digest ^ byte) * 0x100000001B3 % 2**64
    values = np.empty(int(np.prod(shape)), np.float32)
    with np.errstate(over='ignore'):
        key = mix(np.uint64((digest + seed * int(GOLDEN)) % 2**64))
        steps = np.arange(1, min(values.size, BLOCK) + 1, dtype=np.uint64) * GOLDEN
        for start in range(0, values.size, BLOCK):
            block = values[start:start + BLOCK]
            block[:] = mix(key + np.uint64(start) * GOLDEN + steps[:block.size]) >> np.uint64(40)
            block *= np.float32(2.0**-23)
            block -= np.float32(1)
    return values.reshape(shape)


# Of `synthetic:SEED`; `synthetic:SEED:GAIN` names another.
GAIN = 1.3


def parameter(name, shape, seed, gain=GAIN):
    u = uniform(name, shape, seed)
    leaf = name.rsplit('.', 1)[-1]
    if leaf == 'running_mean':
        return np.float32(0.1) * u
    if leaf == 'running_var':
        return np.float32(1) + np.float32(0.25) * u
    if len(shape) >= 2:
        return np.float32(gain * np.sqrt(3 / np.prod(shape[1:]))) * u
    return {'weight': np.float32(1), 'bias': np.float32(0)}.get(leaf, np.float32(0.3)) + np.float32(0.1) * u


def image(shape, seed):
    return np.float32(np.sqrt(3)) * uniform('input', shape, seed)


def fill(model, seed, gain=GAIN):
    """Fills a torch module: parameters and running statistics; other buffers keep what the model computed."""
    import torch
    buffers = [item for item in model.named_buffers() if item[0].endswith(('running_mean', 'running_var'))]
    with torch.no_grad():
        for name, tensor in [*model.named_parameters(), *buffers]:
            tensor.copy_(torch.from_numpy(np.asarray(parameter(name, tuple(tensor.shape), seed, gain))))
    return model


def fill_features(wrapper, whole):
    """Gives timm's `features_only` model the state of the whole one, whose names it flattens: `stages.0` to `stages_0`. A
    wrapper with hooks has the model as `model` or `body`."""
    state = {name.replace('.', '_'): value for name, value in whole.state_dict().items()}

    def value(name):
        flat = name.removeprefix('model.').replace('.', '_')
        return state[flat if flat in state else flat.removeprefix('body_')]
    wrapper.load_state_dict({name: value(name) for name in wrapper.state_dict()}, assign=True)
    return wrapper.eval()


def digest(tensor, count=48):
    """What a fixture keeps of a tensor: its shape, moments, and values at fixed pseudo-random flat positions."""
    values = np.ascontiguousarray(tensor.detach().numpy()).astype(np.float64).ravel()
    with np.errstate(over='ignore'):
        positions = (mix(np.arange(1, count + 1, dtype=np.uint64) * GOLDEN) % np.uint64(values.size)).astype(np.int64)
    return {
        'shape': list(tensor.shape), 'mean': values.mean(), 'std': values.std(), 'absmax': np.abs(values).max(),
        'samples': [float('%.7g' % v) for v in values[positions]]}
