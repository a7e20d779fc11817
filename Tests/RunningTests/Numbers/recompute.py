"""Recomputes what the lessons claim, without Tangent, and writes numbers.json beside this file.

    python3 -m venv venv && venv/bin/pip install numpy scipy sympy torch
    venv/bin/python Tests/RunningTests/Numbers/recompute.py

SymPy does the algebra, PyTorch the gradients and the training, SciPy differences and minimisation. NumbersTests.swift
compares the results with the `output` fences of the lessons, and needs no Python for that.
"""

import importlib
import json
import platform
from pathlib import Path

import numpy
import scipy
import sympy
import torch

HERE = Path(__file__).parent

# Lessons whose outputs are not recomputed, and why.
LEFT_OUT = {
    "reference": "its outputs are examples of what each name of the library does, not results that the text builds on",
}


def versions():
    libraries = {module.__name__: module.__version__ for module in (numpy, scipy, sympy, torch)}
    return {"python": platform.python_version()} | libraries


def claims():
    for path in sorted((HERE / "lessons").glob("*.py")):
        lesson = path.stem.replace("_", "-")
        for claim in importlib.import_module(f"lessons.{path.stem}").claims():
            yield {"lesson": lesson} | claim


if __name__ == "__main__":
    torch.set_default_dtype(torch.float64)
    head = json.dumps({"versions": versions(), "leftOut": LEFT_OUT}, indent=2, ensure_ascii=False)
    rows = ",\n".join("    " + json.dumps(claim, ensure_ascii=False) for claim in claims())
    (HERE / "numbers.json").write_text(f'{head[:-2]},\n  "claims": [\n{rows}\n  ]\n}}\n')
