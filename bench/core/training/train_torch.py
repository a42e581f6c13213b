"""Rows a second of CPU that torch trains, one thread: train_torch.py eager|fused|compiled NET. One round a line of input.

Data lie in tensors, batches are taken by index. `eager` is the faster of Adam's loops with foreach and without, tried beforehand.
"""

import json
import math
import sys
import time

import torch
import torch.nn as nn

SECONDS, STEPS, MEMBERS = 0.25, 10_000_000, 32


class Reshape(nn.Module):
    def __init__(self, *shape):
        super().__init__()
        self.shape = shape

    def forward(self, x):
        return x.reshape(x.shape[0], *self.shape)


class Pbld(nn.Module):
    """Four numbers for each number, by sixteen waves."""

    def __init__(self, features):
        super().__init__()
        self.frequency = nn.Parameter(0.1 * torch.randn(features, 16))
        self.phase = nn.Parameter(math.pi * (2 * torch.rand(features, 16) - 1))
        self.weight = nn.Parameter(torch.rand(features, 16, 3) / 2 - 0.25)
        self.bias = nn.Parameter(torch.rand(features, 3) / 2 - 0.25)

    def forward(self, x):
        x = x.unsqueeze(-1)
        waves = torch.cos(2 * math.pi * x * self.frequency + self.phase)
        learned = torch.matmul(waves.unsqueeze(-2), self.weight).squeeze(-2) + self.bias
        return torch.cat([learned, x], dim=-1).flatten(1)


class NtkLinear(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(inputs, outputs))
        self.bias = nn.Parameter(torch.zeros(outputs))
        self.factor = 1 / math.sqrt(inputs)

    def forward(self, x):
        return self.factor * (x @ self.weight) + self.bias


class ParametricMish(nn.Module):
    def __init__(self, features):
        super().__init__()
        self.share = nn.Parameter(torch.ones(features))

    def forward(self, x):
        return x + self.share * (nn.functional.mish(x) - x)


class RealMlp(nn.Module):
    """RealMLP's layers; parameter groups by learning rate in `groups`."""

    def __init__(self, numbers, columns, levels):
        super().__init__()
        self.numbers = numbers
        self.pbld = Pbld(numbers)
        # One table for all columns, each with its own rows and one for the unknown.
        self.table = nn.Embedding(columns * (levels + 1), 8)
        self.register_buffer("offsets", torch.arange(columns) * (levels + 1) + 1)
        width = 4 * numbers + 8 * columns
        self.scale = nn.Parameter(torch.ones(width))
        layers = []
        for inputs in (width, 256, 256):
            layers += [NtkLinear(inputs, 256), ParametricMish(256), nn.Dropout(0.15)]
        self.layers = nn.Sequential(*layers, NtkLinear(256, 1))

    def groups(self, rate):
        factors = {"scale": 6.0, "pbld": 0.1, "share": 0.1, "bias": 0.1}
        groups = {}
        for name, parameter in self.named_parameters():
            factor = next((f for part, f in factors.items() if part in name), 1.0)
            groups.setdefault(factor, []).append(parameter)
        return [{"params": parameters, "lr": rate * factor, "factor": factor} for factor, parameters in groups.items()]

    def forward(self, x):
        codes = x[:, self.numbers :].long() + self.offsets
        both = torch.cat([self.pbld(x[:, : self.numbers]), self.table(codes).flatten(1)], dim=1)
        return self.layers(both * self.scale)


class BatchEnsembleLinear(nn.Module):
    def __init__(self, inputs, outputs, signs):
        super().__init__()
        bound = 1 / math.sqrt(inputs)
        self.weight = nn.Parameter((2 * torch.rand(inputs, outputs) - 1) * bound)
        start = torch.randint(0, 2, (MEMBERS, inputs)) * 2.0 - 1 if signs else torch.ones(MEMBERS, inputs)
        self.r = nn.Parameter(start)
        self.s = nn.Parameter(torch.ones(MEMBERS, outputs))
        self.bias = nn.Parameter(((2 * torch.rand(outputs) - 1) * bound).repeat(MEMBERS, 1))

    def forward(self, x):
        return ((x * self.r) @ self.weight) * self.s + self.bias


class TabM(nn.Module):
    def __init__(self, inputs):
        super().__init__()
        self.body = nn.Sequential(
            BatchEnsembleLinear(inputs, 256, True), nn.ReLU(), BatchEnsembleLinear(256, 256, False), nn.ReLU()
        )
        self.head = nn.Parameter((2 * torch.rand(MEMBERS, 256, 1) - 1) / 16)
        self.bias = nn.Parameter((2 * torch.rand(MEMBERS, 1) - 1) / 16)

    def forward(self, x):
        hidden = self.body(x.unsqueeze(1).expand(-1, MEMBERS, -1))
        return torch.einsum("bki,kio->bko", hidden, self.head) + self.bias


def mlp(net):
    sizes = net["sizes"]
    layers = []
    for i in range(len(sizes) - 1):
        layers.append(nn.Linear(sizes[i], sizes[i + 1]))
        if i < len(sizes) - 2 or net["activatesOutput"]:
            layers.append(nn.ReLU() if net["activation"] == "relu" else nn.Sigmoid())
    return nn.Sequential(*layers)


def lenet():
    return nn.Sequential(
        Reshape(1, 28, 28),
        nn.Conv2d(1, 6, 5, padding=2), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(6, 16, 5), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(),
        nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10),
    )  # fmt: skip


def network_of(net):
    if net["kind"] == "lenet":
        return lenet()
    if net["kind"] == "realmlp":
        return RealMlp(net["sizes"][0], net["categorical"], net["levels"])
    return TabM(net["sizes"][0]) if net["kind"] == "tabm" else mlp(net)


def optimizer_of(net, model, how):
    rate = net["learningRate"]
    if net["optimizer"] == "sgd":
        return torch.optim.SGD(model.parameters(), lr=rate, **how)
    if net["optimizer"] == "adam":
        return torch.optim.Adam(model.parameters(), lr=rate, **how)
    if net["kind"] == "realmlp":
        return torch.optim.AdamW(model.groups(rate), betas=(0.9, 0.95), weight_decay=0.02, **how)
    return torch.optim.AdamW(model.parameters(), lr=rate, weight_decay=3e-4, **how)


def data_of(net):
    rows, outputs = net["rows"], net["sizes"][-1]
    features = torch.rand(rows, net["sizes"][0])
    if net["categorical"] > 0:
        features = torch.cat([features, torch.randint(0, net["levels"], (rows, net["categorical"])).float()], dim=1)
    target = torch.randint(0, outputs, (rows,)) if net["loss"] == "crossEntropy" else torch.rand(rows, outputs)
    return features, target


class Training:
    def __init__(self, net, features, target, how, compiled=False):
        torch.manual_seed(0)
        self.net, self.features, self.target, self.step = net, features, target, 0
        model = network_of(net)
        loss = nn.CrossEntropyLoss() if net["loss"] == "crossEntropy" else nn.MSELoss()
        self.optimizer = optimizer_of(net, model, how)
        # Each member of an ensemble has a loss of its own.
        wide = (lambda t: t.unsqueeze(1).expand(-1, MEMBERS, -1)) if net["kind"] == "tabm" else (lambda t: t)
        self.loss_of = lambda x, t: loss(model(x), wide(t))
        if compiled:
            self.loss_of = torch.compile(self.loss_of)

    def schedule(self):
        """RealMLP's learning rate, anew at every step."""
        wave = math.log2(1 + 15 * (self.step % STEPS) / STEPS)
        rate = self.net["learningRate"] * (1 - math.cos(2 * math.pi * wave)) / 2
        for group in self.optimizer.param_groups:
            group["lr"] = rate * group["factor"]

    def epoch(self):
        rows, batch = self.net["rows"], self.net["batch"]
        order = torch.randperm(rows)
        scheduled = self.net["kind"] == "realmlp"
        for at in range(0, rows, batch):
            some = order[at : at + batch]
            if scheduled:
                self.schedule()
            self.optimizer.zero_grad(set_to_none=True)
            self.loss_of(self.features[some], self.target[some]).backward()
            self.optimizer.step()
            self.step += 1

    def rate(self, seconds=SECONDS):
        epochs, start = 0, time.process_time()
        while time.process_time() - start < seconds:
            self.epoch()
            epochs += 1
        return epochs * self.net["rows"] / (time.process_time() - start)


def faster(one, other):
    one.epoch(), other.epoch()
    rates = [(one.rate(0.1), other.rate(0.1)) for _ in range(3)]
    return one if sorted(a / b for a, b in rates)[1] >= 1 else other


def main():
    kind, net = sys.argv[1], json.loads(sys.argv[2])
    torch.set_num_threads(1)
    data = data_of(net)
    if kind == "fused":
        training = Training(net, *data, {"fused": True})
    elif kind == "compiled":
        training = Training(net, *data, {"foreach": True}, compiled=True)
    else:
        training = faster(*(Training(net, *data, {"foreach": foreach}) for foreach in (False, True)))
    training.epoch()
    for _ in sys.stdin:
        print(training.rate(), flush=True)


main()
