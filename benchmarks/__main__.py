"""All measurements of speed and memory, one after another: `make bench`. Each file runs alone as well."""

import runpy
import sys
from pathlib import Path

HERE = Path(__file__).parent
RUNS = [
    ["commands.py"],
    ["stitching.py", "150", "1000"],
    ["length.py", "5", "30", "60", "300"],
    ["sentences.py"],
    ["gtts_rate.py"],
]

sys.path.insert(0, str(HERE))
for name, *arguments in RUNS:
    print(f"\n== {name} {' '.join(arguments)}", flush=True)
    sys.argv = [name, *arguments]
    runpy.run_path(str(HERE / name), run_name="__main__")
