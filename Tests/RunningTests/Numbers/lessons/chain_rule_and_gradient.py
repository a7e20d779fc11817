import numpy
import torch
from scipy.optimize import approx_fprime
from sympy import Rational, cancel, cos, diff, hessian, pi, sin, sqrt, symbols, tanh

from claim import expressions, numbers

x, y, a = symbols("x y a")
EPSILON = numpy.sqrt(numpy.finfo(float).eps)


def claims():
    yield from compositions()
    yield from smallest_network()
    yield from gradients()
    yield from directions()
    yield from curvature()
    yield from differences()
    yield from descents()
    yield from exercises()


def compositions():
    slope = diff(sin(x**2), x)
    yield expressions("diff(h, x)", slope)
    yield expressions("diff(outer, u).substituting([u: inner]) * diff(inner, x)", slope)
    mistake = cos(x) * diff(x**2, x)
    at = Rational(3, 2)
    yield numbers("let mistake = cos(x) * diff(inner, x)", slope.subs(x, at), mistake.subs(x, at))
    second = sin(x**3 + 2 * x)
    yield expressions("diff(sin(g), x)", diff(second, x))
    exact = diff(second, x).subs(x, Rational(1, 2))
    measured = approx_fprime([0.5], lambda t: numpy.sin(t[0] ** 3 + 2 * t[0]), EPSILON)
    yield numbers("let exact = diff(sin(g), x).evaluated(at: [x: 0.5])", exact, measured)


def smallest_network():
    w1, w2, t = symbols("w1 w2 t")
    loss = (w2 * tanh(w1 * x) - t) ** 2
    yield expressions("let loss = (prediction - target) ** 2", loss)
    yield expressions("byW1", diff(loss, w1))


def gradient(f):
    return [diff(f, x), diff(f, y)]


def gradients():
    yield expressions("(diff(f, x), diff(f, y))", gradient(x**2 + y**2))
    yield expressions("gradient(f, [x, y])", gradient(x**2 + y**2))
    yield expressions("gradient(mixed, [x, y])", gradient(x**2 + 3 * x * y + y**2))


def directions():
    bowl = x**2 + y**2
    t = symbols("t")
    along = diff(bowl.subs({x: 1 + t * cos(a), y: 1 + t * sin(a)}), t).subs(t, 0)
    yield expressions("let slope = rise.substituting([x: 1, y: 1])", along)
    length = sqrt(sum(part.subs({x: 1, y: 1}) ** 2 for part in gradient(bowl)))
    yield numbers("let steepest = slopeAt(Double.pi / 4)", length)
    places = [1, 1 + Rational(1, 2), 1 - Rational(1, 2)]
    yield numbers("let bowl = f.compiled([x, y])", [bowl.subs({x: place, y: place}) for place in places])
    yield expressions("slope.substituting([a: 3 * .pi / 4])", along.subs(a, 3 * pi / 4))


def curvature():
    mixed = x**2 + 3 * x * y + y**2
    corners = [mixed.subs({x: 1, y: corner}) for corner in (1, -1)]
    origin = mixed.subs({x: 0, y: 0})
    yield numbers("let saddle = mixed.compiled([x, y])", origin, 1, 1, corners[0], 1, -1, corners[1])
    second = hessian(mixed, [x, y])
    yield numbers("let curvature = hessian(mixed, [x, y])", second, second.det())


def differences():
    """What double precision makes of a forward difference: these claims are about its rounding, so to the last digit."""
    yield numbers("let epsilon = sqrt(Double.ulpOfOne)", EPSILON)
    bowl = approx_fprime([1.0, 1.0], lambda v: v[0] ** 2 + v[1] ** 2, EPSILON)
    yield numbers("let approximate = numericalGradient(", bowl, tolerance=0)
    square = approx_fprime([1.0], lambda t: t[0] ** 2, EPSILON)
    yield numbers("numericalGradient(at: 1.0, epsilon: epsilon) { t in t ** 2 }", square, tolerance=1e-15)
    quotient = cancel(((1 + a) ** 2 - 1) / a).subs(a, Rational(1, 2**26))
    yield numbers("checkEquivalent(((1 + e) ** 2 - 1) / e, 2 + e)", quotient, tolerance=1e-15)
    moved = (1 + EPSILON) ** 2 + 1
    yield numbers("moved == 2 + 2 * epsilon", moved == 2 + 2 * EPSILON)


def descents():
    yield expressions("diff(J, theta)", diff(symbols("theta") ** 2))
    yield numbers("checkClose(position, 0.8 ** 10 * 4)", 4 * Rational(8, 10) ** 10)
    theta = torch.tensor(4.0, requires_grad=True)
    optimizer = torch.optim.SGD([theta], lr=0.1)
    for _ in range(10):
        optimizer.zero_grad()
        (theta**2).backward()
        optimizer.step()
    yield numbers("descent.path[10].item()", theta)
    yield numbers("walk(rate: 0.5)", [(1 - 2 * Rational(1, 2)) ** k for k in range(11)])


def exercises():
    rates = [Rational(19, 100), Rational(21, 100)]
    yield numbers("for rate in [0.19, 0.21] {", [(rate, (1 - 10 * rate) ** 100) for rate in rates])
