"""The loss, and the steps of a training."""

import time

import torch
import torch.nn.functional as F

from batches import DEVICE
from texts import HEADS

TRUST = 0.7  # how much a teacher counts where the corpus speaks as well


def loss_of(outputs, targets, weights, taught=None):
    """Outputs (tokens, OUTPUTS), targets (tokens, heads) as bits, weights (tokens); `taught`: probabilities or none.
    Each head counts alike, by the mean over the tokens of which anything is known."""
    total, first = 0.0, 0
    for head, size in enumerate(HEADS):
        log = F.log_softmax(outputs[:, first : first + size].float(), dim=-1)
        bits = (targets[:, head, None] >> torch.arange(size, device=log.device)) & 1
        known = bits.any(dim=-1)
        right = -torch.logsumexp(log.masked_fill(bits == 0, -1e4), dim=-1)
        if taught is None:
            share, loss = known.float() * weights, right
        else:
            cross = -(taught[:, first : first + size] * log).sum(dim=-1)
            loss = torch.where(known, (1 - TRUST) * right + TRUST * cross, cross)
            share = weights
        total = total + (loss * share).sum() / share.sum().clamp(min=1.0)
        first += size
    return total


class Average:
    """A running average of weights."""

    def __init__(self, model, keep):
        self.keep, self.steps = keep, 0
        self.values = [parameter.detach().clone() for parameter in model.parameters()]

    def add(self, model):
        self.steps += 1
        share = max(1 - self.keep, 1 / (1 + self.steps))
        torch._foreach_lerp_(self.values, [parameter.detach() for parameter in model.parameters()], share)

    def give(self, model):
        with torch.no_grad():
            for parameter, value in zip(model.parameters(), self.values):
                parameter.copy_(value)


class Course:
    """The steps of a training: up from zero, then down in a straight line."""

    def __init__(self, model, groups, betas, keep, steps, warm):
        self.model, self.steps, self.warm = model, steps, warm
        self.optimizer = torch.optim.AdamW(groups, lr=1.0, betas=betas, fused=DEVICE == "cuda")
        self.average, self.step, self.start = Average(model, keep), 0, time.time()
        self.losses = []

    def learn(self, loss):
        for group in self.optimizer.param_groups:
            group["lr"] = group["rate"] * rate_at(self.step, self.steps, self.warm)
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.average.add(self.model)
        self.step += 1
        self.losses.append(loss.detach())

    def tell(self, epoch):
        loss = torch.stack(self.losses).mean().item()
        seconds = time.time() - self.start
        print(f"epoch {epoch + 1}: {self.step} of {self.steps} steps, {seconds:.0f} s, loss {loss:.4f}", flush=True)
        self.losses = []


def rate_at(step, steps, warm):
    return min((step + 1) / (warm * steps), (steps - step) / ((1 - warm) * steps))
