import torch
from sympy import Matrix, Rational, diff, expand, prod, sin, sqrt, symbols

from claim import SIX_DIGITS, expressions, numbers

x, u = symbols("x u")


def claims():
    yield from power_of_polynomial()
    yield from three_paths()
    yield from layer()
    yield from order_of_products()
    yield from dot_product()
    yield from where_the_four_comes_from()
    yield from rules_of_grad()
    yield from exercises()


def power_of_polynomial():
    inner, outer = 3 * x**2 + 2, u**5
    whole = inner**5
    yield expressions("display(diff(outer, u))", diff(outer, u), diff(inner, x))
    yield expressions("let product = outerSlope * diff(inner, x)", diff(whole, x))
    yield expressions("checkEquivalent(product, 30 * x * (3 * x ** 2 + 2) ** 4)", diff(whole, x))
    rates = [diff(outer, u).subs(u, inner.subs(x, 1)), diff(inner, x).subs(x, 1)]
    at_one = diff(whole, x).subs(x, 1)
    yield numbers(r'print("\(outerRate) * \(innerRate) = \(rates)")', rates, prod(rates), at_one)
    yield expressions("let multipliedOut = expand(h)", expand(whole))


def three_paths():
    x1, x2 = symbols("x1 x2")
    u1, u2, u3 = symbols("u1 u2 u3")
    g = Matrix([x1 * x2, x1 + x2**2, sin(x1)])
    f = u1 * u2 + u3**2
    jacobian = g.jacobian([x1, x2])
    images = dict(zip([u1, u2, u3], g))
    by_u = [diff(f, v).subs(images) for v in (u1, u2, u3)]
    whole = f.subs(images)
    yield expressions("display(J)", jacobian, jacobian.T)
    yield expressions("byU", by_u)
    yield expressions("gradient(whole, [x1, x2])", diff(whole, x1), diff(whole, x2))
    yield expressions("let path = byU[j] * diff(g[j], x1)", [slope * diff(part, x1) for slope, part in zip(by_u, g)])


def layer():
    weights = torch.tensor([[0.5, -1.0], [0.3, 0.8], [-0.6, 0.2]])
    point = torch.tensor([1.0, 2.0], requires_grad=True)

    def apply(v):
        return torch.tanh(weights @ v)

    jacobian = torch.autograd.functional.jacobian(apply, point)
    yield numbers("let layer = jacobian(at: point) { v in tanh(matmul(W, v)) }", jacobian, tolerance=SIX_DIGITS)
    (gradient,) = torch.autograd.grad((apply(point) ** 2).sum(), point)
    yield numbers("let direct = gradient(at: point) { v in", gradient, tolerance=SIX_DIGITS)
    output = apply(point)
    (pulled,) = torch.autograd.grad(output, point, grad_outputs=2 * output.detach())
    cell = "vjp(at: point, along: 2 * output) { v in tanh(matmul(W, v)) }"
    yield numbers(cell, pulled, tolerance=SIX_DIGITS)


def order_of_products():
    """The matrices from the loss to the input: a row, then one square for each layer."""
    shapes = [(1, 1000), (1000, 1000), (1000, 1000), (1000, 1000)]

    def cost(shapes):
        rows, total = shapes[0][0], 0
        for inner, columns in shapes[1:]:
            total += rows * inner * columns
        return total

    from_loss = cost(shapes)
    from_input = cost([(columns, rows) for rows, columns in reversed(shapes)])
    yield numbers("let n = 1000", from_input, from_loss)


def gradient_of_twice_dot(v, passes=1):
    v.grad = None
    for _ in range(passes):
        (2 * v @ v).backward()
    return v.grad.clone()


def dot_product():
    v = torch.arange(4.0, requires_grad=True)
    yield numbers("let v = Tensor.arange(4.0, requiresGrad: true)", v)
    yield numbers("print(v.requiresGrad)", v.requires_grad, v.grad is None)
    yield numbers("let y = 2 * dot(v, v)", v @ v, 2 * v @ v)
    yield numbers("y.backward()", gradient_of_twice_dot(v))
    yield numbers("again.backward()", gradient_of_twice_dot(v, passes=2))
    yield numbers("fresh.backward()", gradient_of_twice_dot(v))
    v.grad = None
    (v**3).sum().backward()
    yield numbers("(v ** 3).sum().backward()", v.grad)


def where_the_four_comes_from():
    components = symbols("x0:4")
    total = 2 * sum(part**2 for part in components)
    gradient = [diff(total, part) for part in components]
    yield expressions("let sum = 2 * (s0 ** 2 + s1 ** 2 + s2 ** 2 + s3 ** 2)", gradient)
    factors = [diff(2 * u, u), diff(components[3] ** 2, components[3])]
    yield expressions("let outside = diff(2 * u, u)", factors, prod(factors))
    point = {part: i for i, part in enumerate(components)}
    yield numbers("let point4 = [s0: 0.0, s1: 1.0, s2: 2.0, s3: 3.0]", [part.subs(point) for part in gradient])
    point[components[3]] += Rational(1, 1000)
    change = total.subs(point) - 28
    yield numbers("let nudge = Tensor([0.0, 0.0, 0.0, 0.001])", change, Rational(12, 1000))


def rules_of_grad():
    a, b = torch.tensor(3.0, requires_grad=True), torch.tensor(2.0)
    c = a * b
    (c**2).backward()
    yield numbers("let d = c ** 2", a.grad, b.grad is None, not c.is_leaf)


def exercises():
    slope = diff(sqrt(1 + x**4), x)
    yield numbers("let root = sqrt(1 + x ** 4)", slope.subs(x, 1))
    v = torch.arange(4.0, requires_grad=True)
    (of_sum,) = torch.autograd.grad(v.sum(), v)
    (of_product,) = torch.autograd.grad((v * v.detach()).sum(), v)
    yield numbers("v.sum().backward()", of_sum, of_product)
    weights, five = torch.rand(3, 5), torch.ones(5, requires_grad=True)
    wide = torch.autograd.functional.jacobian(lambda t: torch.sigmoid(weights @ t), five)
    (long,) = torch.autograd.grad(torch.sigmoid(weights @ five).sum(), five)
    shapes = [list(part.shape) for part in (wide, wide.T, long)]
    yield numbers("let M = Tensor.rand([3, 5], seed: 3)", shapes)
