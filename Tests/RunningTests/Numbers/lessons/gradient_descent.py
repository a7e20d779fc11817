import torch
from scipy.optimize import minimize
from sympy import Rational, solve, symbols

from claim import SIX_DIGITS, expressions, numbers

START = [8.0, 1.0]


def claims():
    yield from on_a_curve()
    yield from in_a_valley()
    yield from with_curvature()
    yield from practice()


def valley(p):
    return p[0] ** 2 / 2 + 10 * p[1] ** 2


def walk(f, start, steps, make):
    """The places that an optimiser of PyTorch visits."""
    p = torch.tensor(start, requires_grad=True)
    optimizer = make([p])
    path = [p.detach().clone()]
    for _ in range(steps):
        optimizer.zero_grad()
        f(p).backward()
        optimizer.step()
        path.append(p.detach().clone())
    return path


def plain_walk(f, start, steps, rate):
    return walk(f, start, steps, lambda parameters: torch.optim.SGD(parameters, lr=rate))


def on_a_curve():
    distance = Rational(-4)
    yield numbers("distances[8]", distance * Rational(6, 10) ** 8)
    rows = []
    for rate in (Rational(5, 100), Rational(2, 10), Rational(5, 10), Rational(9, 10), Rational(11, 10)):
        factor = 1 - 2 * rate
        rows.append((rate, factor, 1 + distance * factor**8))
    # The last column is headed "after 8 steps".
    yield numbers("let rates = [0.05, 0.2, 0.5, 0.9, 1.1]", 8, rows, tolerance=SIX_DIGITS)


def in_a_valley():
    plain = plain_walk(valley, START, 40, 0.09)
    yield numbers("plain.values[40]", valley(plain[40]))
    rolling = walk(valley, START, 40, lambda parameters: torch.optim.SGD(parameters, lr=0.09, momentum=0.7))
    yield numbers("let rolling = roll(0.7)", valley(plain[40]), valley(rolling[40]))
    # A loss is taken before its step.
    yield numbers("losses[39]", valley(rolling[39]))
    p = torch.tensor(START, requires_grad=True)
    (gradient,) = torch.autograd.grad(valley(p), p)
    moved = walk(valley, START, 1, lambda parameters: torch.optim.Adam(parameters, lr=0.3))[1]
    yield numbers("let adam = Adam([a], learningRate: 0.3)", gradient, moved, tolerance=1e-12)


def with_curvature():
    p = torch.tensor(START, requires_grad=True)
    (gradient,) = torch.autograd.grad(valley(p), p)
    hessian = torch.autograd.functional.hessian(valley, p)
    landed = p - torch.linalg.solve(hessian, gradient)
    yield numbers("let H = hessian(at: start, of: valley)", hessian, landed)
    found = minimize(valley, START, jac=lambda p: [p[0], 20 * p[1]], method="BFGS")
    yield numbers(
        "let direct = minimize(from: start, method: .bfgs, of: valley)",
        [None, 1e-9, bool(found.fun < 1e-9)],
        note=f"the number of steps is that of Tangent's own line search; SciPy's BFGS takes {found.nit}",
    )


def practice():
    rows = []
    for rate in (0.099, 0.101):
        path = plain_walk(valley, START, 400, rate)
        rows.append((rate, bool(valley(path[400]) < valley(path[0]))))
    yield numbers("for rate in [0.099, 0.101] {", rows)
    eta = symbols("eta")
    yield expressions("solve(1 - eta .== -(1 - 20 * eta), eta)", solve(1 - eta + (1 - 20 * eta), eta))
    places = [(place, plain_walk(lambda t: t**4 - t**2, place, 100, 0.1)[100]) for place in (0.0, 0.001)]
    yield numbers("for place in [0.0, 0.001] {", places, tolerance=1e-9)
