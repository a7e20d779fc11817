import numpy
from scipy.optimize import approx_fprime
from sympy import Abs, Rational, Symbol, cancel, exp, limit, series, simplify, sin, sqrt, symbols

from claim import expressions, numbers

x, h = symbols("x h", real=True)


def claims():
    yield from secants()
    yield from limits()
    yield from rounding()
    yield from practice()


def quotient(f, at=x):
    return (f.subs(x, at + h) - f.subs(x, at)) / h


def secants():
    steps = [Rational(1), Rational(1, 2), Rational(1, 10), Rational(1, 100), Rational(1, 1000)]
    secant = quotient(x**2, at=1)
    rows = [(step, secant.subs(h, step)) for step in steps]
    yield numbers("let slopes = steps.map { h in ((1 + h) ** 2 - 1) / h }", rows)
    yield expressions("cancel(quotient)", cancel(secant))
    yield expressions("limit(quotient, h, to: 0)", limit(secant, h, 0))


def limits():
    functions = [x**3, 1 / x, sin(x), exp(x)]
    slopes = [(f, simplify(limit(quotient(f), h, 0))) for f in functions]
    yield expressions("fromDefinition(x ** 2)", limit(quotient(x**2), h, 0))
    yield expressions("let slope = fromDefinition(f)", slopes)
    yield expressions("limit(sin(h) / h, h, to: 0)", limit(sin(h) / h, h, 0))
    sides = [limit(Abs(h) / h, h, 0, side) for side in "+-"]
    yield numbers('print("from the right:", limit(abs(h) / h, h, to: 0, from: .right))', sides)
    upright = limit(h ** Rational(1, 3) / h, h, 0, "+")
    yield expressions("limit(h ** (Expr(1) / 3) / h, h, to: 0, from: .right)", upright)


def rounding():
    forward = (exp(x + h) - exp(x)) / h - exp(x)
    central = (exp(x + h) - exp(x - h)) / (2 * h) - exp(x)
    yield expressions("series(forward - diff(g, x), h, order: 3)", series(forward, h, 0, 3).removeO())
    yield expressions("series(central - diff(g, x), h, order: 4)", series(central, h, 0, 4).removeO())
    unit = numpy.finfo(float).eps
    yield numbers('print("forward:", sqrt(u))', numpy.sqrt(unit), numpy.cbrt(unit))
    measured = approx_fprime([1.0], lambda t: numpy.exp(t[0]), numpy.sqrt(unit))
    yield numbers("measured - exp(1.0)", measured - numpy.exp(1.0))


def practice():
    p = Symbol("p", positive=True)
    yield expressions("checkEquivalent(root, 1 / (2 * sqrt(p)))", limit((sqrt(p + h) - sqrt(p)) / h, h, 0))
    yield expressions("limit(h * abs(h) / h, h, to: 0)", limit(h * Abs(h) / h, h, 0))
    bend = (sin(x + h) - 2 * sin(x) + sin(x - h)) / h**2
    yield expressions("limit(bend, h, to: 0)", simplify(limit(bend, h, 0)))
