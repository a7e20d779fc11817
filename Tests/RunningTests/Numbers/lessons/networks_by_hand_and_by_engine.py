import math

import torch
from sympy import diff, exp, symbols
from torch.nn.functional import binary_cross_entropy

import generator
from claim import expressions, numbers, words

X, Y = generator.moons(200, 0.2, seed=7)


def claims():
    yield from single_unit()
    yield from hidden_layer()
    yield from depth()
    yield from practice()


class Network:
    """Dense layers with tanh between them and a sigmoid at the end."""

    def __init__(self, *layers):
        self.parameters = [part.requires_grad_() for layer in layers for part in layer]

    def __call__(self, signal):
        *hidden, (weight, bias) = zip(self.parameters[::2], self.parameters[1::2])
        for w, b in hidden:
            signal = torch.tanh(signal @ w + b)
        return torch.sigmoid(signal @ weight + bias)

    def loss(self):
        return binary_cross_entropy(self(X), Y)

    def train(self, optimizer, steps):
        """The loss before each step."""
        losses = []
        for _ in range(steps):
            optimizer.zero_grad()
            loss = self.loss()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
        return losses

    def accuracy(self, x, y):
        return ((self(x) > 0.5) == (y > 0.5)).double().mean().item()


def eight_units():
    return Network(generator.linear(2, 8, seed=3), generator.linear(8, 1, seed=4))


def single_unit():
    unit = Network(generator.linear(2, 1, seed=1))
    unit.train(torch.optim.Adam(unit.parameters, lr=0.1), 200)
    yield numbers('print("right:", accuracy(unit, X, Y))', unit.accuracy(X, Y))


def gradients_by_hand(w1, b1, w2, b2):
    hidden = torch.tanh(X @ w1 + b1)
    by_sum = (torch.sigmoid(hidden @ w2 + b2) - Y) / len(Y)
    by_hidden = by_sum @ w2.T * (1 - hidden**2)
    return [X.T @ by_hidden, by_hidden.sum(0), hidden.T @ by_sum, by_sum.sum(0)]


def trained_by_hand(steps):
    """The loss before the last step."""
    net = eight_units()
    with torch.no_grad():
        for _ in range(steps):
            loss = net.loss()
            for part, gradient in zip(net.parameters, gradients_by_hand(*net.parameters)):
                part -= 2 * gradient
    return loss


def hidden_layer():
    net = eight_units()
    pairs = zip(gradients_by_hand(*net.parameters), torch.autograd.grad(net.loss(), net.parameters))
    assert all(torch.allclose(own, theirs, rtol=1e-12) for own, theirs in pairs)
    yield words("let own = net.backward(X, Y)", "the formulas of the text agree with PyTorch's backward pass")
    losses = net.train(torch.optim.SGD(net.parameters, lr=2), 500)
    yield numbers("let history = train(sgd, steps: 500) {", trained_by_hand(500), losses[-1])
    fresh = generator.moons(200, 0.2, seed=8)
    yield numbers("let fresh = Dataset.moons(200, noise: 0.2, seed: 8)", net.accuracy(X, Y), net.accuracy(*fresh))


def first_over_last(activation):
    """How much shorter the gradient by the first of twenty weights is than the one by the last."""
    weights = [generator.normal(8, 8, seed=k).requires_grad_() for k in range(1, 21)]
    signal = generator.normal(1, 8, seed=99)
    for weight in weights:
        signal = activation(signal @ weight / math.sqrt(8))
    signal.sum().backward()
    return weights[0].grad.norm() / weights[-1].grad.norm()


def depth():
    t = symbols("t")
    yield expressions("slope.substituting([t: 0])", diff(1 / (1 + exp(-t)), t).subs(t, 0))
    ratios = first_over_last(torch.sigmoid), first_over_last(torch.tanh)
    yield numbers("let bySigmoid = gradientSizes { sigmoid($0) }", ratios)


def practice():
    rows = []
    for count in (2, 3, 4, 8):
        small = Network(generator.linear(2, count, seed=5), generator.linear(count, 1, seed=6))
        small.train(torch.optim.Adam(small.parameters, lr=0.05), 300)
        rows.append((count, small.accuracy(X, Y)))
    yield numbers("for count in [2, 3, 4, 8] {", rows)
    w1, b1, w2, b2 = eight_units().parameters
    assert torch.allclose((X @ w1 + b1) @ w2 + b2, X @ (w1 @ w2) + (b1 @ w2 + b2), rtol=1e-12)
    yield words('print("the same")', "two layers without an activation are one, for the starting weights too")
    a, w = symbols("a w")
    chain = a
    for _ in range(20):
        chain = w * chain
    yield expressions("for _ in 0..<20 { chain = w * chain }", diff(chain, a).subs(w, 2))
