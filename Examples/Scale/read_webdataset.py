"""Reads features that `backbones extract --format tar` wrote, as a dataset: python read_webdataset.py 'FEATURES/part-*.tar'"""
import glob
import sys

import webdataset


def main():
    shards = sorted(glob.glob(sys.argv[1]))
    dataset = webdataset.WebDataset(shards, shardshuffle=False).decode().to_tuple('__key__', 'prelogits.npy', 'json')
    for key, vector, about in dataset:
        print(about['input'], key, vector.shape, float(vector.sum()))


if __name__ == '__main__':
    main()
