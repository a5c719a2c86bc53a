#!/usr/bin/env python3
"""Golden values for the random numbers and the synthetic MRIs, from a second implementation in plain Python.

Python's floats are IEEE doubles without fused operations, so every bit must agree. Prints what RandomGeneratorTests,
NormalTests, DerivedSeedTests and DigestTests hold. Needs nothing but Python 3: python3 scripts/golden/cardiac.py
"""

import hashlib
import math

HEIGHT, WIDTH = 105, 135
WORD = (1 << 64) - 1


def mix(bits):
    bits = ((bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9) & WORD
    bits = ((bits ^ (bits >> 27)) * 0x94D049BB133111EB) & WORD
    return bits ^ (bits >> 31)


def rotate(bits, count):
    return ((bits << count) | (bits >> (64 - count))) & WORD


def derive(seed, *path):
    hash_ = 0xCBF29CE484222325 ^ mix(seed)
    for byte in b"".join(part.encode() + b"\xff" for part in path):
        hash_ = ((hash_ ^ byte) * 0x100000001B3) & WORD
    return mix(hash_)


def logarithm(x):
    mantissa, exponent = math.frexp(x)
    mantissa, exponent = mantissa * 2, float(exponent - 1)
    if mantissa > 1.4142135623730951:
        mantissa, exponent = mantissa / 2, exponent + 1
    f = mantissa - 1
    s = f / (2 + f)
    z = s * s
    tail = 1 / 21
    for k in range(19, 2, -2):
        tail = tail * z + 1 / k
    high, low = float.fromhex("0x1.62e42fee00000p-1"), float.fromhex("0x1.a39ef35793c76p-33")
    return exponent * high + (f - (s * (f - 2 * z * tail) - exponent * low))


class Generator:
    def __init__(self, seed):
        self.state = [mix((seed + 0x9E3779B97F4A7C15 * (k + 1)) & WORD) for k in range(4)]
        self.spare = None

    def next(self):
        s = self.state
        result = (rotate((s[1] * 5) & WORD, 7) * 9) & WORD
        shifted = (s[1] << 17) & WORD
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= shifted
        s[3] = rotate(s[3], 45)
        return result

    def uniform(self, low=0.0, high=1.0):
        return low + (high - low) * ((self.next() >> 11) * 2.0**-53)

    def below(self, count):
        while True:
            product = count * self.next()
            if product & WORD >= (1 << 64) % count:
                return product >> 64

    def shuffled(self, count):
        order = list(range(count))
        for k in range(count - 1, 0, -1):
            other = self.below(k + 1)
            order[k], order[other] = order[other], order[k]
        return order

    def normal(self):
        if self.spare is not None:
            value, self.spare = self.spare, None
            return value
        while True:
            x = 2 * self.uniform() - 1
            y = 2 * self.uniform() - 1
            r = x * x + y * y
            if 0 < r < 1:
                scale = math.sqrt(-2 * logarithm(r) / r)
                self.spare = y * scale
                return x * scale


def image(diagnosis, setting, g):
    """Pixels with the mark, labels and sex of one image; diagnosis 0 NOR, 1 DCM, 2 HCM, 3 ARV."""
    male = g.uniform() < [0.5, 0.5, 0.6, 2.7 / 3.7][diagnosis]
    right, right_wall = 2.5 / 17 * 25, 1 / 17 * 25
    left, left_wall = 3.5 / 17 * 25, 1.5 / 17 * 25
    right_level = left_level = None
    if diagnosis == 1:
        right, right_wall, left, left_wall = right * 1.2, right_wall * 0.9, left * 1.8, left_wall * 0.8
    elif diagnosis == 2:
        right *= 1.2 if g.uniform() < 0.16 else 1
        left, left_wall = left * 0.4, left_wall * 2.2
    elif diagnosis == 3:
        right *= 1.5
        if g.uniform() < 0.5:
            right_level = g.uniform(0.7, 0.9)
        else:
            left *= 1.2 if g.uniform() < 0.1 else 1
            left_wall *= 0.9
            right_level = g.uniform(0.3, 0.8)
        if g.uniform() < 0.1:
            left_level = g.uniform(0, 0.4)
    if setting == "size":
        size = (1.3 if male else 1) + 0.15 * g.normal()
        headroom = 10 * size
        fat_mean, fat_deviation = (26, 7.9) if male else (36.4, 9.7)
    else:
        size, headroom, fat_mean, fat_deviation = 1, 18, 31, 9
    right, right_wall, left, left_wall = (
        m * size * (2 + 0.02 * g.normal()) for m in (right, right_wall, left, left_wall)
    )
    fat_percent = fat_mean + (2 if diagnosis == 1 else 0) + fat_deviation * g.normal()
    fat = max(0, fat_percent * size * 70 / 80)

    left_outer, right_outer = left + left_wall, right + right_wall
    heart = 2 * (left_outer + right_outer)
    width = math.ceil(max(heart, fat)) + 2
    height = math.ceil(2 * left_outer + headroom)
    x0, y0 = round((WIDTH - 1 - width) / 2), round((HEIGHT - 1 - height) / 2)
    left_x = left_outer + 1 + max(0, fat - heart) / 2
    right_x = x0 + round(left_x + left_outer + right_outer - 1)
    left_x = x0 + round(left_x)
    y_center = y0 + round(height - 1 - left_outer)
    discs = [(13, left_x, left_outer), (14, right_x, right_outer)]
    if left_level is not None:
        discs.append((13, left_x, left_outer))
    discs += [(11, left_x, left), (12, right_x, right)]
    fat_columns = range(x0 + round(width / 2 - fat / 2), x0 + round(width / 2 + fat / 2))
    mark = range(0), range(0)
    if setting == "marker" and male:
        mark = range(95, 104), range(125, 134)
    elif setting == "corner":
        mark = (range(0, 19), range(86, 105))[diagnosis // 2], (range(0, 19), range(116, 135))[diagnosis % 2]

    pixels, labels = bytearray(), bytearray()
    for y in range(HEIGHT):
        for x in range(WIDTH):
            label = 0
            for code, x_center, radius in discs:
                if (x - x_center) ** 2 + (y - y_center) ** 2 < radius * radius:
                    label = code
            if y in range(y0, y0 + 4) and x in fat_columns:
                label = 15
            value = 0
            if label:
                level = {13: left_level, 14: right_level}.get(label)
                value = {11: 0.8 * 255, 12: 0.8 * 255, 13: 0.2 * 255, 14: 0.2 * 255, 15: 0.9 * 255}[label]
                if level is not None:
                    value += level * (0.9 * 255 - value) * g.uniform()
                value = int(min(max(0, value + 2 * g.normal()), 255))
            if y in mark[0] and x in mark[1]:
                label, value = 16, 255
            pixels.append(value)
            labels.append(label)
    return pixels, labels, male


def digest(setting, count, seed):
    images = [image(i % 4, setting, Generator(derive(seed, "image", setting, str(i)))) for i in range(count)]
    stream = setting.encode() + b"\0" + count.to_bytes(8, "little")
    stream += b"".join(pixels for pixels, _, _ in images) + b"".join(labels for _, labels, _ in images)
    stream += bytes(i % 4 for i in range(count)) + bytes(male for _, _, male in images)
    return hashlib.sha256(stream).hexdigest()


if __name__ == "__main__":
    generator = Generator(2026)
    print("next", [hex(generator.next()) for _ in range(4)])
    print("uniform", [Generator(2026).uniform().hex()])
    print("shuffled", Generator(2026).shuffled(10))
    generator = Generator(2026)
    print("normal", [generator.normal().hex() for _ in range(6)])
    print("derive", hex(derive(0)), hex(derive(7, "trial", "17", "weights")), hex(derive(7, "größe")))
    for name in ("size", "marker", "corner"):
        print(name, digest(name, 40, 2026))
