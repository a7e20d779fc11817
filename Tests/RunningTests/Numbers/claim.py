"""What the script says about the `output` fence of one cell, as numbers.json has it.

`cell` is a line of the cell's code that no other cell with a fence has in that lesson.
"""

import sympy

# For arrays and tables, which show six digits.
SIX_DIGITS = 5e-6


def numbers(cell, *values, tolerance=None, note=None):
    """Every number and truth value of the fence, in reading order; `None` for one that cannot be recomputed."""
    claim = {"cell": cell, "numbers": [plain(value) for value in flat(values)]}
    if tolerance is not None:
        claim["tolerance"] = tolerance
    if note is not None:
        claim["note"] = note
    return claim


def expressions(cell, *values):
    """Every expression of the fence, in reading order."""
    return {"cell": cell, "expressions": [text(sympy.sympify(value)) for value in flat(values)]}


def words(cell, note):
    """A fence without numbers; `note` says how the script has made sure that it is true."""
    return {"cell": cell, "words": note}


def flat(value):
    """The elements of lists, matrices, arrays and tensors, row by row."""
    if hasattr(value, "detach"):
        value = value.detach()
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (list, tuple)):
        return [element for part in value for element in flat(part)]
    return [value]


def plain(value):
    """A value as JSON has it, computed to twenty digits where it is exact."""
    return float(sympy.N(value, 20)) if isinstance(value, sympy.Expr) else value


def text(expression):
    """An expression in the syntax of cells, which is nearly that of SymPy."""
    source = str(expression)
    for theirs, ours in [("Derivative(", "diff("), ("oo", ".infinity")]:
        source = source.replace(theirs, ours)
    return source
