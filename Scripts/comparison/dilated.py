"""Output strides that timm refuses."""
import torch


class Dilated(torch.overrides.TorchFunctionMode):
    """Every tensor carries how far it is reduced and the dilation in force, and every window heeds them: a stride that
    would go beyond the output stride becomes dilation of what follows, and the map keeps its size. Convolutions that make
    the keys and values of attention take their strides, whatever the output stride is: see `keep_key_strides`."""

    WINDOWS = {
        'conv2d': ('input', 'weight', 'bias', 'stride', 'padding', 'dilation', 'groups'),
        'max_pool2d': ('input', 'kernel_size', 'stride', 'padding', 'dilation', 'ceil_mode'),
        'avg_pool2d': ('input', 'kernel_size', 'stride', 'padding', 'ceil_mode')}

    def __init__(self, output_stride):
        super().__init__()
        self.output_stride = output_stride

    def __torch_function__(self, function, types, arguments=(), options=None):
        options = options or {}
        places = [getattr(value, 'place', (1, 1)) for argument in arguments
                  for value in (argument if isinstance(argument, (list, tuple)) else [argument])]
        reduction, dilation = (max(axis) for axis in zip((1, 1), *places))
        names = self.WINDOWS.get(getattr(function, '__name__', None))
        if names:
            given = {**dict(zip(names, arguments)), **options}
            result, reduction, dilation = self.slide(function, given, reduction, dilation)
        else:
            result = function(*arguments, **options)
            # So many windows as asked for lie over the whole map, whatever its dilation.
            if getattr(function, '__name__', None) == 'adaptive_avg_pool2d':
                dilation = 1
        for value in result if isinstance(result, (list, tuple)) else [result]:
            if isinstance(value, torch.Tensor):
                value.place = reduction, dilation
        return result

    def slide(self, function, given, reduction, dilation):
        def first(value):
            return value[0] if isinstance(value, (list, tuple)) else value
        x, weight = given['input'], given.get('weight')
        if getattr(weight, 'makes_keys', False):
            return function(**given), 1, 1
        kernel = first(given['kernel_size']) if weight is None else weight.shape[-1]
        stride = first(given['stride'] or kernel)
        steps = reduction * stride <= self.output_stride
        if dilation == 1 and (stride == 1 or steps):
            return function(**given), reduction * stride, dilation
        assert stride == 1 or not steps
        before = first(given['padding']) * dilation
        edges = (before, dilation * (kernel - 1) - before) * 2
        pad = torch.nn.functional.pad
        if function.__name__ == 'max_pool2d':
            result = function(pad(x, edges, value=-torch.inf), kernel, 1, 0, dilation)
        elif weight is not None:
            result = function(pad(x, edges), weight, given['bias'], 1, 0, dilation, given['groups'])
        else:
            ones = x.new_ones(x.shape[1], 1, kernel, kernel)
            sums, counts = (torch.conv2d(pad(value, edges), ones, None, 1, 0, dilation, x.shape[1])
                            for value in (x, torch.ones_like(x)))
            result = sums / counts
        return result, reduction, dilation * stride


def keep_key_strides(model):
    """Marks the convolutions that make fewer keys and values than there are queries."""
    for name, module in model.named_modules():
        if name.endswith('attn.sr'):
            module.weight.makes_keys = True


def tell_of_blocks(model):
    """Lets the tensors of a model know of the reduction by its stem where that cuts blocks instead of sliding windows."""
    def keep(module, inputs, output):
        output.place = module.k, 1
    for module in model.modules():
        if type(module).__name__ == 'LearnableDct2d':
            module.register_forward_hook(keep)
