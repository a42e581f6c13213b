"""Rows a second of CPU that torch trains, one thread: 30→64→64→1, ReLU, batches of 256, Adam. One round a line of input."""

import sys
import time

import torch

ROWS, EPOCHS, BATCH = 16_384, 2, 256

torch.set_num_threads(1)
torch.manual_seed(0)
features, target = torch.randn(ROWS, 30), torch.randn(ROWS, 1)
network = torch.nn.Sequential(
    torch.nn.Linear(30, 64), torch.nn.ReLU(), torch.nn.Linear(64, 64), torch.nn.ReLU(), torch.nn.Linear(64, 1)
)
optimizer = torch.optim.Adam(network.parameters())
loss = torch.nn.MSELoss()

for _ in sys.stdin:
    start = time.process_time()
    for _ in range(EPOCHS):
        order = torch.randperm(ROWS)
        for at in range(0, ROWS, BATCH):
            batch = order[at : at + BATCH]
            optimizer.zero_grad()
            loss(network(features[batch]), target[batch]).backward()
            optimizer.step()
    print(ROWS * EPOCHS / (time.process_time() - start), flush=True)
