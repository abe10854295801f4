"""timm's models with synthetic parameters."""
import torchvision_shim  # noqa: F401  before timm
import timm
import torch
from timm.models._registry import _model_to_module

import synthetic


class Unset(torch.overrides.TorchFunctionMode):
    """Skips random initialisation: `synthetic.fill` overwrites it."""

    SKIPPED = {name for name in dir(torch.nn.init) if name.endswith('_')} | {'erfinv_', 'mul_', 'add_', 'clamp_'}

    def __torch_function__(self, function, types, arguments=(), options=None):
        options = options or {}
        filled = arguments[0] if arguments else options.get('tensor')
        if isinstance(filled, torch.nn.Parameter) and getattr(function, '__name__', '') in self.SKIPPED:
            return filled
        return function(*arguments, **options)


def create(name, seed, gain=synthetic.GAIN, **options):
    """The model, ready to run."""
    with Unset():
        model = timm.create_model(name, **options)
    return synthetic.fill(model, seed, gain).eval()


def pyramid(whole, name, **options):
    """timm's `features_only` model with the state of the whole one."""
    with Unset():
        wrapper = timm.create_model(name, features_only=True, **options)
    return synthetic.fill_features(wrapper, whole)


def module(name):
    """timm's module of a name."""
    return _model_to_module[name]


def names(of):
    """All names of a module, in timm's order."""
    found = [name for name in timm.list_models() if module(name) == of]
    if not found:
        raise SystemExit(f"timm has no module '{of}'; it has {', '.join(sorted(set(_model_to_module.values())))}")
    return found


def class_name(name):
    """The timm class of a name."""
    with torch.device('meta'):
        return type(timm.create_model(name)).__name__
