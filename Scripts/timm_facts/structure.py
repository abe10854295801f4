"""What timm says of a model without running it: state dict, pretrained configuration, feature metadata."""
import timm_models
import timm
import torch

CONFIGURATION = (
    'input_size', 'fixed_input_size', 'min_input_size', 'test_input_size', 'pool_size', 'num_classes', 'crop_pct',
    'crop_mode', 'test_crop_pct', 'interpolation', 'mean', 'std', 'first_conv', 'classifier', 'license', 'hf_hub_id',
    'tag', 'architecture')


def plain(value):
    return value if isinstance(value, (int, float, str, type(None))) else str(value)


def levels(info):
    """Every level that features can be taken at, as timm describes it."""
    entries = info if isinstance(info, list) else info.info
    return [{key: plain(value) for key, value in dict(entry).items()} for entry in entries]


def features_only(name):
    """What timm's wrapper gives by default, or why there is none."""
    try:
        with torch.device('meta'):
            wrapper = timm.create_model(name, features_only=True)
        info = wrapper.feature_info
        return {
            'cls': type(wrapper).__name__, 'channels': info.channels(), 'reduction': info.reduction(),
            'module_name': info.module_name(), 'out_indices': list(info.out_indices)}
    except Exception as error:
        return {'error': f'{type(error).__name__}: {str(error)[:200]}'}


def structure(name):
    """The record of a name."""
    with torch.device('meta'):
        model = timm.create_model(name)
    parameters = dict(model.named_parameters())
    return {
        'name': name, 'module': timm_models.module(name),
        'params': [[key, list(value.shape)] for key, value in parameters.items()],
        'buffers': [[key, list(value.shape), str(value.dtype).removeprefix('torch.')]
                    for key, value in model.state_dict().items() if key not in parameters],
        'num_params': sum(value.numel() for value in parameters.values()),
        'num_features': getattr(model, 'num_features', None),
        'head_hidden_size': getattr(model, 'head_hidden_size', None),
        'has_forward_intermediates': hasattr(model, 'forward_intermediates'),
        'has_prune': hasattr(model, 'prune_intermediate_layers'),
        'cfg': {key: model.pretrained_cfg.get(key) for key in CONFIGURATION},
        'feature_info': levels(model.feature_info), 'features_only': features_only(name)}
