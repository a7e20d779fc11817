import torch
from scipy.optimize import approx_fprime
from sympy import Rational, diff, sin, symbols, tanh

from claim import numbers

x, y, n, w, b = symbols("x y n w b")


def claims():
    h = x * sin(x**2)
    at = {x: Rational(3, 2)}
    slope = diff(h, x).subs(at)
    measured = approx_fprime([1.5], lambda t: t[0] * float(sin(t[0] ** 2)), 2**-26)
    yield numbers('print("formula:    ", exact)', slope, measured, tolerance=1e-7)
    yield numbers("let end = start * sin(start * start)", h.subs(at), slope)
    yield numbers("slope(at: 2) { t in power(t, 10) }", diff(x**10, x).subs(x, 2))
    f = x * y + sin(x)
    yield numbers("[byX, byY]", [diff(f, v).subs({x: 2, y: 3}) for v in (x, y)])
    error = tanh(2 * w + b) - 1
    at = {w: Rational(1, 2), b: -Rational(1, 4)}
    yield numbers(
        'print("loss:", loss.data)', [e.subs(at) for e in (error**2, diff(error**2, w), diff(error**2, b))]
    )
    yield numbers("checkClose(error.grad, 2 * (guess.data - 1))", (2 * error).subs(at))
    forward, backward = 2 * n * (n - 1), 2 * (n - 1)
    yield numbers(
        "let sizes = [2, 10, 100, 1000]",
        [[k, int(forward.subs(n, k)), int(backward.subs(n, k))] for k in (2, 10, 100, 1000)],
    )
    yield numbers('print("w =", weight)', fit())
    quotient = sin(x) / (x**2 + 1)
    yield numbers("checkClose(quotient, wanted)", diff(quotient, x).subs(x, Rational(7, 10)))
    yield numbers("let half = error.data * 1", error.subs(at))
    z = torch.tensor([-2.0, 3.0], requires_grad=True)
    (torch.relu(z) * torch.tensor([1.0, 4.0])).sum().backward()
    yield numbers("[below.grad, above.grad]", z.grad)


def fit():
    """Sixty steps of gradient descent on four points."""
    inputs = torch.tensor([-1.0, 0.0, 1.0, 2.0])
    targets = torch.tensor([-0.8, -0.3, 0.5, 0.9])
    p = torch.zeros(2, requires_grad=True)
    optimizer = torch.optim.SGD([p], lr=0.2)
    for _ in range(60):
        optimizer.zero_grad()
        ((torch.tanh(p[0] * inputs + p[1]) - targets) ** 2).sum().backward()
        optimizer.step()
    return p
