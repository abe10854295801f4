"""Reference outputs of timm for the deterministic parameters of synthetic.py: one JSON object a line, appended.
usage: make_goldens.py [--double] OUT.jsonl.gz SEED BATCH MODEL[@HxW] ...

--double: for models whose rounding errors grow so much that single precision does not determine their outputs to 1e-4.
The outputs are then those of double precision, each with `rounding`: how far timm's own single precision is from them,
in standard deviations, over the same samples and moments."""
import sys, json, gzip, warnings, os, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
warnings.filterwarnings('ignore')
import torchvision_shim, torch, timm, synthetic as S
torch.set_num_threads(int(os.environ.get('GOLDEN_THREADS', '1')))
DOUBLE = '--double' in sys.argv
if DOUBLE: sys.argv.remove('--double')
D = S.digest

def attempt(rec, key, f):
    try:
        rec[key] = f()
    except Exception as e:
        rec[key] = dict(error=type(e).__name__, message=str(e)[:160])

def feats(name, x, seed, **kw):
    f = timm.create_model(name, features_only=True, **kw)
    whole = timm.create_model(name, **{k: v for k, v in kw.items() if k in ('output_stride', 'img_size')})
    S.fill_features(f, S.fill(whole, seed))
    with torch.inference_mode():
        o = f(x)
    fi = f.feature_info
    o = list(o.values()) if isinstance(o, dict) else o
    return dict(cls=type(f).__name__, channels=fi.channels(), reduction=fi.reduction(), module_name=fi.module_name(), out_indices=list(fi.out_indices),
                tensors=[D(t) for t in o])

def first(t): return t[0] if isinstance(t, (tuple, list)) else t

def golden(spec, seed, batch):
    name, _, hw = spec.partition('@')
    m = timm.create_model(name).eval()
    c, h, w = m.pretrained_cfg['input_size']
    if hw: h, w = map(int, hw.split('x'))
    kw = {}
    if hw:
        try: m = timm.create_model(name, img_size=(h, w)).eval(); kw = dict(img_size=(h, w))
        except TypeError: pass
    S.fill(m, seed)
    x = torch.from_numpy(S.image((batch, c, h, w), seed))
    rec = dict(name=name, seed=seed, input=[batch, c, h, w], img_size=bool(kw), num_params=sum(p.numel() for p in m.parameters()))
    with torch.inference_mode():
        y = m(x); rec['logits'] = D(first(y))
        u = m.forward_features(x); rec['forward_features'] = D(first(u)) if not isinstance(u, (tuple, list)) else [D(t) for t in u]
        attempt(rec, 'forward_head_pre_logits', lambda: D(first(m.forward_head(u, pre_logits=True))))
        if hasattr(m, 'forward_intermediates'):
            attempt(rec, 'intermediates', lambda: [D(t) for t in m.forward_intermediates(x, intermediates_only=True, output_fmt='NCHW')])
            attempt(rec, 'intermediates_norm', lambda: [D(t) for t in m.forward_intermediates(x, intermediates_only=True, norm=True)])
            def both():
                a, b = m.forward_intermediates(x, indices=[-1, -2]); return dict(final=D(first(a)), intermediates=[D(t) for t in b])
            attempt(rec, 'intermediates_last_two', both)
            def prefix():
                r = m.forward_intermediates(x, indices=1, intermediates_only=True, return_prefix_tokens=True); return [[D(a), D(b)] if isinstance(t, tuple) else D(t) for t in r for a, b in [t if isinstance(t, tuple) else (t, t)]]
            attempt(rec, 'intermediates_prefix', prefix)
    attempt(rec, 'features_only', lambda: feats(name, x, seed, **kw))
    for os_ in (16, 8):
        attempt(rec, f'features_only_os{os_}', lambda: feats(name, x, seed, output_stride=os_, **kw))
    attempt(rec, 'features_only_neg2', lambda: feats(name, x, seed, out_indices=(-2,), **kw))
    def reset():
        r = timm.create_model(name, **kw).eval(); S.fill(r, seed)
        out = {}
        r.reset_classifier(0)
        with torch.inference_mode(): out['pooled'] = D(first(r(x)))
        out['params_without_classifier'] = sum(p.numel() for p in r.parameters())
        try:
            r.reset_classifier(0, '')
            with torch.inference_mode(): out['unpooled'] = D(first(r(x)))
        except Exception as e: out['unpooled'] = dict(error=type(e).__name__, message=str(e)[:160])
        return out
    attempt(rec, 'reset_classifier', reset)
    def prune():
        r = timm.create_model(name, **kw).eval(); S.fill(r, seed)
        idx = r.prune_intermediate_layers(indices=(-2,), prune_head=True, prune_norm=True)
        with torch.inference_mode(): o = r.forward_intermediates(x, indices=idx, intermediates_only=True)
        return dict(indices=list(idx) if not isinstance(idx, int) else idx, params=sum(p.numel() for p in r.parameters()), tensors=[D(t) for t in o])
    attempt(rec, 'prune_penultimate', prune)
    return rec

def distance(a, b):
    """The largest difference between two digests, in standard deviations of the first."""
    unit = max(a['std'], 1e-12)
    pairs = list(zip(a['samples'], b['samples'])) + [(a[k], b[k]) for k in ('mean', 'std', 'absmax')]
    return max(abs(x - y) for x, y in pairs) / unit

def with_rounding(double, single):
    """`double` with the distance to `single` in every digest."""
    if isinstance(double, list): return [with_rounding(a, b) for a, b in zip(double, single)]
    if not isinstance(double, dict) or 'error' in double: return double
    if 'samples' in double: return dict(double, rounding=distance(double, single))
    return {k: with_rounding(v, single[k]) for k, v in double.items()}

def golden_double(spec, seed, batch):
    single = golden(spec, seed, batch)
    fill, image, load = S.fill, S.image, torch.nn.Module.load_state_dict
    S.fill = lambda model, seed: fill(model, seed).double()
    S.image = lambda shape, seed: image(shape, seed).astype('float64')
    torch.nn.Module.load_state_dict = lambda self, *a, **k: load(self.double(), *a, **k)
    try:
        return with_rounding(golden(spec, seed, batch), single)
    finally:
        S.fill, S.image, torch.nn.Module.load_state_dict = fill, image, load

if __name__ == '__main__':
    out, seed, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with gzip.open(out, 'at') as f:
        for spec in sys.argv[4:]:
            t = time.time()
            try:
                r = (golden_double if DOUBLE else golden)(spec, seed, batch); f.write(json.dumps(r) + '\n'); f.flush()
                errs = {k: v['message'] for k, v in r.items() if isinstance(v, dict) and 'error' in v}
                print('%-45s %.1fs' % (spec, time.time() - t), errs or '', flush=True)
            except Exception as e:
                print('FAIL', spec, repr(e)[:300], flush=True)
