import numpy
import torch
from scipy.optimize import approx_fprime
from scipy.special import expit
from sympy import Function, Rational, cos, diff, exp, sin, symbols
from torch.nn.functional import binary_cross_entropy

from claim import SIX_DIGITS, expressions, numbers

x = symbols("x")


def claims():
    yield from nested_functions()
    yield from one_value()
    yield from network()
    yield from training()
    yield from slopes_of_zero()
    yield from practice()


def nested_functions():
    f, g, f1, f2, f3 = (Function(name) for name in ("f", "g", "f1", "f2", "f3"))
    chain = diff(f(g(x)), x)
    yield expressions("diff(f(g(x)), x)", chain)
    yield expressions("byInner * byX", chain)
    yield expressions("diff(threeLayers, x)", diff(f3(f2(f1(x))), x))


def one_value():
    cubic = x**3 + 2 * x
    one = torch.tensor([1.0], requires_grad=True)
    (one**3 + 2 * one).backward()
    yield numbers("cubic.backward()", one.grad)
    yield expressions("let polynomial = diff(x ** 3 + 2 * x, x)", diff(cubic, x), diff(cubic, x).subs(x, 1))
    wave = sin(x**2 + 1)
    yield expressions("let h = sin(inner)", diff(wave, x))
    yield expressions("filledIn", diff(wave, x))
    yield numbers("let atFive = cos(5.0)", 5, sin(5), 5, 4, 4 * cos(5))
    two = torch.tensor([2.0], requires_grad=True)
    torch.sin(two**2 + 1).backward()
    yield numbers("wave.backward()", two.grad, tolerance=SIX_DIGITS)


class Network:
    """Two inputs, three hidden units, one probability, on the four examples of exclusive or."""

    def __init__(self, activation=torch.relu):
        self.activation = activation
        self.inputs = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
        self.truth = torch.tensor([[0.0], [1.0], [1.0], [0.0]])
        self.w1 = torch.tensor([[0.5, -0.6, 0.4], [-0.4, 0.7, 0.3]], requires_grad=True)
        self.b1 = torch.tensor([0.1, 0.1, 0.1], requires_grad=True)
        self.w2 = torch.tensor([[0.3], [0.5], [-0.6]], requires_grad=True)
        self.b2 = torch.tensor([0.0], requires_grad=True)

    @property
    def parameters(self):
        return [self.w1, self.b1, self.w2, self.b2]

    def loss(self):
        self.z1 = self.inputs @ self.w1 + self.b1
        self.z2 = self.activation(self.z1) @ self.w2 + self.b2
        self.output = torch.sigmoid(self.z2)
        return binary_cross_entropy(self.output, self.truth)

    def gradients(self):
        """By both sums and by all parameters."""
        loss = self.loss()
        return torch.autograd.grad(loss, [self.z1, self.z2] + self.parameters)


def network():
    net = Network()
    loss = net.loss()
    by_z1, by_z2, *by_parameters = net.gradients()
    yield numbers("let P = sigmoid(Z2)", net.output, tolerance=SIX_DIGITS)
    yield numbers("let loss = crossEntropyOf(P)", loss, tolerance=SIX_DIGITS)
    yield numbers("log(2.0)", numpy.log(2))
    yield numbers("let dZ2 = (P - Y) / 4", by_z2, tolerance=SIX_DIGITS)
    yield numbers("let db2 = dZ2.sum(axis: 0)", by_parameters[2], tolerance=SIX_DIGITS)
    yield numbers("let dZ1 = dA1 * (Z1 .> 0)", by_z1, tolerance=SIX_DIGITS)
    yield numbers("let db1 = dZ1.sum(axis: 0)", by_parameters[0], tolerance=SIX_DIGITS)
    count = sum(part.numel() for part in by_parameters)
    yield numbers('print("all 13 derivatives agree with reverse mode")', count)
    start = net.w1.detach().numpy().flatten()

    def loss_at(weights):
        net.w1 = torch.tensor(weights.reshape(2, 3))
        return net.loss().item()

    yield numbers("let measured = numericalGradient(at: W1) {", approx_fprime(start, loss_at), tolerance=SIX_DIGITS)


def training():
    """By hand in NumPy, and by PyTorch's own backward pass and optimiser."""
    before, after = trained_by_hand()
    yield numbers(r'print("loss before: \(losses[0])")', before, after)
    net = Network()
    optimizer = torch.optim.SGD(net.parameters, lr=1.0)
    for _ in range(100):
        optimizer.zero_grad()
        net.loss().backward()
        optimizer.step()
    cell = "let optimizer = SGD([V1, c1, V2, c2], learningRate: rate)"
    yield numbers(cell, net.loss())


def trained_by_hand():
    net = Network()
    inputs, truth = net.inputs.numpy(), net.truth.numpy()
    w1, b1, w2, b2 = (part.detach().numpy() for part in net.parameters)
    losses = []
    for _ in range(101):
        z1 = inputs @ w1 + b1
        hidden = numpy.maximum(z1, 0)
        output = expit(hidden @ w2 + b2)
        losses.append(-numpy.mean(truth * numpy.log(output) + (1 - truth) * numpy.log(1 - output)))
        by_z2 = (output - truth) / len(truth)
        by_z1 = by_z2 @ w2.T * (z1 > 0)
        w1, b1 = w1 - inputs.T @ by_z1, b1 - by_z1.sum(axis=0)
        w2, b2 = w2 - hidden.T @ by_z2, b2 - by_z2.sum(axis=0)
    return losses[0], losses[100]


def slopes_of_zero():
    net = Network()
    net.b1 = torch.tensor([-10.0, 0.1, 0.1], requires_grad=True)
    _, _, by_w1, _, by_w2, _ = net.gradients()
    yield numbers("let low = Tensor([-10.0, 0.1, 0.1])", by_w1, by_w2, tolerance=SIX_DIGITS)
    slope = diff(1 / (1 + exp(-x)), x)
    rows = [(place, slope.subs(x, place)) for place in (0, 2, 5, 10)]
    yield numbers("let slopeOfSigmoid = diff(s, x).compiled([x])", rows, tolerance=SIX_DIGITS)
    saturated = float(expit(40.0))
    yield numbers("let saturated = sigmoid(40.0)", saturated, saturated * (1 - saturated), tolerance=0)
    yield numbers("0.25 ** 10", Rational(1, 4) ** 10)


def practice():
    by_z1, *_ = Network(activation=torch.tanh).gradients()
    yield numbers("let H = tanh(matmul(X, W1start) + bias)", by_z1, tolerance=SIX_DIGITS)
    net = Network()
    for part in net.parameters:
        part.data.zero_()
    _, _, by_w1, _, by_w2, by_b2 = net.gradients()
    yield numbers("let still1 = gradient(at: none1) {", by_w1, by_w2, by_b2)
