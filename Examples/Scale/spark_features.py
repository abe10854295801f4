"""Features of photos as a DataFrame of Spark's: spark-submit spark_features.py NAMES.txt FEATURES.parquet [MODEL]

`pipe` gives each partition's names to a process, a name a line, and takes a line of JSON for each. The model is loaded once a
partition. Photos and the command must be where the executors are."""
import base64
import json
import os
import struct
import sys

from pyspark.sql import Row, SparkSession


def row(line):
    answer = json.loads(line)
    bytes = base64.b64decode(answer.get('features', {}).get('prelogits', ''))
    return Row(input=answer['input'], status=answer['status'], error=answer.get('error'),
               features=list(struct.unpack(f'<{len(bytes) // 4}f', bytes)))


def main():
    names, features = sys.argv[1:3]
    model = sys.argv[3] if len(sys.argv) > 3 else 'tf_efficientnet_lite0.in1k'
    spark = SparkSession.builder.appName('features').getOrCreate()
    cores = spark.conf.get('spark.task.cpus', '1')
    command = f'backbones extract - --format jsonl --model {model} --threads {cores} --progress none'
    lines = spark.sparkContext.textFile(names, minPartitions=spark.sparkContext.defaultParallelism)
    # Without `env`, the process would have no variables: no PATH, no HF_HOME.
    rows = lines.pipe(command, env=dict(os.environ), checkCode=True).map(row)
    spark.createDataFrame(rows, 'input string, status string, error string, features array<float>').write.parquet(features)
    spark.stop()


if __name__ == '__main__':
    main()
