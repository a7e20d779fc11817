"""The random numbers of the lessons, from the published algorithms that Tangent documents.

xoshiro256** 1.0, its state filled by SplitMix64 (D. Blackman and S. Vigna, 2021); normal numbers by the polar method
(G. Marsaglia and T. Bray, 1964).
"""

import math

import torch

MASK = (1 << 64) - 1


class Random:
    def __init__(self, seed):
        self.state = [split_mix(seed + (i + 1) * 0x9E3779B97F4A7C15) for i in range(4)]

    def bits(self):
        s = self.state
        result = rotated(s[1] * 5 & MASK, 7) * 9 & MASK
        shifted = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotated(s[3], 45)
        return result

    def uniform(self):
        return (self.bits() >> 11) / (1 << 53)

    def normal_pair(self):
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                factor = math.sqrt(-2 * math.log(s) / s)
                return u * factor, v * factor


def split_mix(z):
    z &= MASK
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & MASK
    z = (z ^ z >> 27) * 0x94D049BB133111EB & MASK
    return z ^ z >> 31


def rotated(x, count):
    return (x << count | x >> (64 - count)) & MASK


def normal(rows, columns, seed):
    """A matrix of standard normal numbers; their count must be even."""
    random = Random(seed)
    pairs = [random.normal_pair() for _ in range(rows * columns // 2)]
    return torch.tensor(pairs).reshape(rows, columns)


def linear(inputs, outputs, seed):
    """The weight and the bias of a layer, uniform up to one over the root of its inputs."""
    random = Random(seed)
    bound = 1 / math.sqrt(inputs)
    start = [(2 * random.uniform() - 1) * bound for _ in range((inputs + 1) * outputs)]
    weight = torch.tensor(start[: inputs * outputs]).reshape(inputs, outputs)
    return weight, torch.tensor(start[inputs * outputs :])


def moons(count, noise, seed):
    """Points of two half circles in turn, moved by normal noise, and the number of the half circle of each."""
    random = Random(seed)
    points = []
    for i in range(count):
        angle = math.pi * (i // 2) / (count // 2 - 1)
        x, y = math.cos(angle), math.sin(angle)
        dx, dy = random.normal_pair()
        x, y = (x, y) if i % 2 == 0 else (1 - x, 0.5 - y)
        points.append([x + noise * dx, y + noise * dy])
    return torch.tensor(points), torch.tensor([[float(i % 2)] for i in range(count)])
