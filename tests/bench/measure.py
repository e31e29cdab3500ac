#!/usr/bin/env python3
"""Runs a command and prints its wall time in seconds and its peak memory in MB."""
import resource
import subprocess
import sys
import time

start = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
seconds = time.perf_counter() - start
if done.returncode not in (0, 4):
    sys.exit(f"{sys.argv[1:]}: exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[:500]}")
print(f"{seconds:.4f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f}")
