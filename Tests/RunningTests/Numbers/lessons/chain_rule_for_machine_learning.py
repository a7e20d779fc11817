import numpy
import torch
from scipy import constants
from scipy.optimize import approx_fprime
from sympy import Rational, diff, exp, sin, symbols

from claim import SIX_DIGITS, expressions, numbers

w, x, y = symbols("w x y")
POINT = {w: 1, x: 2, y: 5}


def claims():
    yield from chain_of_two()
    yield from one_parameter()
    yield from three_layers()
    yield from price()
    yield from practice()
    yield from exercises()


def chain_of_two():
    square, whole = x**2, 3 * x**2 + 1
    yield numbers("let z0 = g(y0)", 2, square.subs(x, 2), whole.subs(x, 2))
    yield expressions("display(diff(z, x))", diff(whole, x), diff(whole, x).subs(x, 2))
    t = torch.tensor(2.0, requires_grad=True)
    (3 * t**2 + 1).backward()
    yield numbers("out.backward()", t.grad)
    rows = []
    for nudge in (Rational(1, 10), Rational(1, 100), Rational(1, 1000)):
        dy, dz = (f.subs(x, 2 + nudge) - f.subs(x, 2) for f in (square, whole))
        rows.append((nudge, dy / nudge, dz / dy, dz / nudge))
    yield numbers("let nudges = [0.1, 0.01, 0.001]", rows)


def one_parameter():
    loss = (w * x - y) ** 2
    prediction = symbols("p")
    factors = [diff((prediction - y) ** 2, prediction).subs(prediction, w * x), diff(w * x, w)]
    rates = [factor.subs(POINT) for factor in factors]
    yield numbers("let prediction = weight * input", (w * x).subs(POINT), loss.subs(POINT))
    yield numbers("let byHand = dLdPrediction * dPredictiondW", rates, diff(loss, w).subs(POINT))
    weight = torch.tensor(1.0, requires_grad=True)
    ((weight * 2 - 5) ** 2).backward()
    yield numbers("L.backward()", weight.grad)
    yield expressions("let squared = (ws * xs - ys) ** 2", diff(loss, w))


def three_layers():
    weights = torch.tensor([0.5, -1.5, 2.0], requires_grad=True)
    first = torch.tanh(weights[0] * 2)
    second = torch.tanh(weights[1] * first)
    third = weights[2] * second
    loss = (third - 5) ** 2
    loss.backward()
    yield numbers("let error = (a3 - truth) ** 2", first, second, third, loss)
    yield numbers("var carried = 2 * (a3 - truth)", weights.grad)
    yield numbers("let v = Tensor([w1, w2, w3], requiresGrad: true)", weights.grad, tolerance=SIX_DIGITS)


def price():
    product = sin(w) * w**2
    yield expressions("alongP + alongQ", diff(product, w))
    rows = []
    for size in (1, 10, 100):
        calls = []
        approx_fprime(numpy.full(size, 0.5), lambda v: calls.append(v) or v @ v)
        rows.append((size, len(calls)))
    yield numbers("var calls: [Int] = []", rows)
    yield numbers("(1e9 / (60 * 60 * 24 * 365.25)).rounded()", round(1e9 / constants.Julian_year))


def practice():
    slope = diff(sin(exp(x**2)), x)
    yield numbers("let at = 0.7", slope.subs(x, Rational(7, 10)))
    rows = []
    for n in (3, 10, 100, 1000):
        # The weight of a layer has one factor for itself and one for each layer after it.
        rows.append((n, sum(n - layer for layer in range(n)), sum(2 for _ in range(n))))
    yield numbers("let layers = [3, 10, 100, 1000]", rows)


def exercises():
    parameters = torch.tensor([1.0, 1.0], requires_grad=True)
    ((parameters[0] * 2 + parameters[1] - 5) ** 2).backward()
    yield numbers("let wb = Tensor([1.0, 1.0], requiresGrad: true)", parameters.grad)
    yield expressions("let twice = (ws * ws * xs - ys) ** 2", diff((w * w * x - y) ** 2, w))
