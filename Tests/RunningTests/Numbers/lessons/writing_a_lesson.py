from sympy import diff, integrate, symbols

from claim import expressions

x = symbols("x")


def claims():
    slope = diff(x**2, x)
    yield expressions("diff(x ** 2, x)", slope)
    yield expressions("display(integrate(2 * x, x))", slope.subs(x, 3), integrate(2 * x, x))
