"""Features of photos by tasks of Ray's: python ray_features.py PHOTOS FEATURES [MODEL]

Each task is a shard, and all write into one folder, which all nodes must see. Ray tries a task again where its node was lost; a
shard that was at work then goes on where it was."""
import subprocess
import sys

import ray

TASKS, PROCESSORS = 16, 2
# What another try may mend: a fault that may pass, and an end by a signal.
TRANSIENT = (75, 143, -9, -15)


class Transient(Exception):
    pass


@ray.remote(num_cpus=PROCESSORS, max_retries=5, retry_exceptions=[Transient])
def extract(shard, photos, features, model):
    run = subprocess.run(
        ['backbones', 'extract', photos, '-o', features, '--model', model, '--shard', f'{shard}/{TASKS}',
         '--threads', str(PROCESSORS), '--progress', 'none'], stderr=subprocess.PIPE, text=True)
    if run.returncode in TRANSIENT:
        raise Transient(run.stderr)
    if run.returncode:
        raise RuntimeError(f'shard {shard} ended with {run.returncode}: {run.stderr}')


def main():
    photos, features = sys.argv[1:3]
    model = sys.argv[3] if len(sys.argv) > 3 else 'tf_efficientnet_lite0.in1k'
    ray.init()
    ray.get([extract.remote(shard, photos, features, model) for shard in range(TASKS)])
    subprocess.run(['backbones', 'extract', '--merge', features, '-o', features + '-merged'], check=True)


if __name__ == '__main__':
    main()
