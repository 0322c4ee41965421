"""SHA-256 of every file in a folder, as the reference library hashes: a pool of threads, chunks of 1 MiB."""

import hashlib
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor


def digest(path):
    hasher = hashlib.sha256()
    with open(path, "rb", buffering=0) as file:
        while chunk := file.read(1024 * 1024):
            hasher.update(chunk)
    return hasher.hexdigest()


with ThreadPoolExecutor(int(sys.argv[2])) as pool:
    for line in pool.map(digest, sorted(pathlib.Path(sys.argv[1]).iterdir())):
        print(line)
