"""SHA-256 of every file in a folder in the reference library's way: each path is asked what it is, then a pool of threads (as many
as Python takes by itself) reads chunks of 1 MiB."""

import hashlib
import os
import pathlib
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed


def files_in(model):
    for folder, _, names in os.walk(model):
        for name in names:
            path = pathlib.Path(folder, name)
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                sys.exit(f"{path} is neither a file nor a folder")
            if path.is_file():
                yield path


def digest(model, path):
    hasher = hashlib.sha256()
    with open(path, "rb") as file:
        while chunk := file.read(1024 * 1024):
            hasher.update(chunk)
    return path.relative_to(model), hasher.digest()


root = pathlib.Path(sys.argv[1])
paths = list(files_in(root))
with ThreadPoolExecutor() as pool:
    items = [future.result() for future in as_completed([pool.submit(digest, root, path) for path in paths])]
print(hashlib.sha256(b"".join(one for _, one in sorted(items))).hexdigest())
