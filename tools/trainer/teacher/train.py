"""Trains a teacher, lets it read, or trains the small reader.

    python train.py encoder --data DIR --bert DIR --out FILE.safetensors [--without K/N] [--kept 0,1,2,3,4,5]
    python train.py read --data DIR --bert DIR --weights FILE.safetensors --sets plain,pass0 --out DIR
    python train.py reader --data DIR --taught DIR,.. --out FILE.values [--without K/N]
    python train.py mean --data DIR --values FILE.values,.. --out FILE.values

`--data` is what `cargo xtask train export` wrote; `--bert` a folder with the model.safetensors and vocab.txt of
all-MiniLM-L6-v2 (Apache-2.0). Needs torch, numpy and safetensors. An accelerator is used where there is one.
"""

import argparse
import json
import time

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from encoder import Encoder
from reader import Reader
from texts import HEADS, OUTPUTS, Texts, WordPieces, pieces_of, windows_to_learn, windows_to_read

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
TRUST = 0.7  # how much a teacher counts where the corpus speaks as well
TWICE = ("quotations/world.train", "quotations/kinds.train")
SILVER = "entities/gmb"


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


def figures(outputs, texts):
    """F1 of roles by tokens and of names by exact span and kind, in percent, for each set."""
    found = {}
    outputs = outputs.float().numpy()
    for index, text in enumerate(texts.about):
        tokens = slice(texts.offsets[index], texts.offsets[index + 1])
        row, targets = outputs[tokens], texts.targets[tokens]
        first = 0
        for head, size in enumerate(HEADS):
            known = targets[:, head] != 0
            best = row[:, first : first + size].argmax(axis=-1)
            first += size
            if head < 1 or not known.any():
                continue
            if head == 1:
                gold = spans(np.where(known, bit_of(targets[:, head]), 0))
                ours = spans(best)
            else:
                gold = set(np.flatnonzero(targets[:, head] & 6))
                ours = set(np.flatnonzero((best > 0) & known))
            counts = found.setdefault((text["corpus"].split("/")[-1], head), [0, 0, 0])
            for place, count in enumerate((len(gold & ours), len(ours), len(gold))):
                counts[place] += count
    return {f"{name}:{head}": 200.0 * right / max(1, ours + gold) for (name, head), (right, ours, gold) in found.items()}


def bit_of(bits):
    """The number of the lowest bit."""
    bits = bits.astype(np.int64)
    return np.log2(np.maximum(1, bits & -bits)).astype(np.int64)


def spans(tags):
    """Names of persons, organizations and places. Tag 0 is none; then, for each kind, four pieces: begin, inside, end, single
    (as `NameTag` counts them)."""
    out, start, kind = set(), None, None
    for index, tag in enumerate(list(tags) + [0]):
        now, piece = ((tag - 1) // 4, (tag - 1) % 4) if tag else (None, None)
        if start is not None and (now != kind or piece in (0, 3)):
            out.add((start, index, kind))
            start = None
        if now is not None and start is None:
            start, kind = index, now
        if start is not None and piece in (2, 3):
            out.add((start, index + 1, kind))
            start = None
    return {span for span in out if span[2] < 3}


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


def to_device(texts):
    return (torch.from_numpy(texts.rows.astype(np.int32)).to(DEVICE), torch.from_numpy(texts.targets).to(DEVICE))


def weights_of(texts):
    each = np.array([text["weight"] for text in texts.about], dtype=np.float32)
    return torch.from_numpy(np.repeat(each, np.diff(texts.offsets))).to(DEVICE)


class Pieces:
    """A set of texts with its pieces, on the device."""

    def __init__(self, texts, word_pieces):
        self.texts = texts
        self.ids, self.starts = pieces_of(texts, word_pieces)
        self.begin, self.end = word_pieces.begin, word_pieces.end
        self.rows, self.targets = to_device(texts)
        self.weights = weights_of(texts)
        self.device_ids = torch.from_numpy(self.ids).to(DEVICE)
        counts = np.diff(self.starts)
        self.token_of = torch.from_numpy(np.repeat(np.arange(len(counts)), counts).astype(np.int32)).to(DEVICE)

    def batch(self, windows):
        """Ids, rows and mask of some windows; and of their tokens the numbers and the places of their first pieces."""
        spans = [(int(self.starts[first]), int(self.starts[last])) for first, last in windows]
        width = max(end - start for start, end in spans) + 2
        width = (width + 15) // 16 * 16
        place = np.full((len(spans), width), -1, dtype=np.int64)
        mask = np.zeros((len(spans), width), dtype=bool)
        ends = np.zeros((len(spans), width), dtype=bool)
        tokens, firsts = [], []
        for line, ((start, end), (first, last)) in enumerate(zip(spans, windows)):
            place[line, 1 : 1 + end - start] = np.arange(start, end)
            mask[line, : end - start + 2] = True
            ends[line, end - start + 1] = True
            tokens.append(np.arange(first, last))
            firsts.append(line * width + 1 + self.starts[first:last] - start)
        place = torch.from_numpy(place).to(DEVICE)
        ids = torch.where(place >= 0, self.device_ids[place.clamp(min=0)].long(), self.begin)
        ids = torch.where(torch.from_numpy(ends).to(DEVICE), self.end, ids)
        token = self.token_of[place.clamp(min=0)].long()
        rows = self.rows[token] * (place >= 0)[..., None]
        tokens, firsts = (torch.from_numpy(np.concatenate(x)).to(DEVICE) for x in (tokens, firsts))
        return ids, rows, torch.from_numpy(mask).to(DEVICE), tokens, firsts


def batches_of(windows, length, most, chance):
    """Windows of like length together, at most so many pieces in a batch, in an order of chance."""
    windows = [windows[i] for i in chance.permutation(len(windows))]
    windows.sort(key=lambda window: length(window) // 16)
    batches, batch, widest = [], [], 0
    for window in windows:
        widest = max(widest, length(window) + 2)
        if batch and widest * (len(batch) + 1) > most:
            batches.append(batch)
            batch, widest = [], length(window) + 2
        batch.append(window)
    batches.append(batch)
    return [batches[i] for i in chance.permutation(len(batches))]


def read_with(model, pieces):
    """The log-probabilities of every token, in half precision on the host."""
    model.eval()
    out = torch.empty(len(pieces.texts.words), OUTPUTS, dtype=torch.float16)
    windows = windows_to_read(pieces.texts, pieces.starts)
    length = lambda w: int(pieces.starts[w[1]] - pieces.starts[w[0]])
    windows.sort(key=length)
    with torch.no_grad():
        for at in range(0, len(windows), 128):
            some = windows[at : at + 128]
            ids, rows, mask, tokens, firsts = pieces.batch([window[:2] for window in some])
            with torch.autocast(DEVICE, dtype=torch.bfloat16):
                outputs = model(ids, rows, mask)
            outputs = outputs.float().view(-1, OUTPUTS)[firsts]
            outputs = torch.cat([F.log_softmax(part, dim=-1) for part in outputs.split(HEADS, dim=-1)], dim=-1)
            read = np.concatenate([np.arange(w[0], w[1]) for w in some])
            wanted = np.concatenate([(np.arange(w[0], w[1]) >= w[2]) & (np.arange(w[0], w[1]) < w[3]) for w in some])
            out[torch.from_numpy(read[wanted])] = outputs.cpu()[torch.from_numpy(wanted)].half()
    return out


def rate_at(step, steps, warm):
    return min((step + 1) / (warm * steps), (steps - step) / ((1 - warm) * steps))


def sets(names, folder):
    return [Texts(folder, name) for name in names.split(",")]


def again(texts, windows):
    """The windows once more of corpora that are read twice in an epoch."""
    twice = [text["corpus"] in TWICE for text in texts.about]
    of = np.searchsorted(texts.offsets, [window[0] for window in windows], side="right") - 1
    return [window for window, index in zip(windows, of) if twice[index]]


def fold_of(text):
    return tuple(int(number) for number in text.split("/")) if text else None


def trust_teachers(passes):
    """Teachers are believed instead of silver names, and of texts without labels."""
    for texts in passes:
        for index, text in enumerate(texts.about):
            if text["corpus"] == SILVER:
                texts.targets[texts.offsets[index] : texts.offsets[index + 1], 1] = 0
            text["weight"] = text["weight"] or 1.0


def train_encoder(arguments):
    torch.manual_seed(arguments.seed)
    chance = np.random.default_rng(arguments.seed)
    word_pieces = WordPieces(f"{arguments.bert}/vocab.txt")
    passes = sets(arguments.passes, arguments.data)
    if fold := fold_of(arguments.without):
        for texts in passes:
            texts.without_roles_of(*fold)
    if arguments.taught:
        trust_teachers(passes)
    passes = [Pieces(texts, word_pieces) for texts in passes]
    dev = Pieces(Texts(arguments.data, "dev"), word_pieces)
    kept = [int(number) for number in arguments.kept.split(",")]
    rows = json.load(open(f"{arguments.data}/reader.json"))["rows"]
    model = Encoder(len(word_pieces.pieces), rows, layers=len(kept))
    if arguments.begin:
        model.load_named(load_file(arguments.begin))
    else:
        model.begin_with(load_file(f"{arguments.bert}/model.safetensors"), kept)
    model.to(DEVICE)
    taught = None
    if arguments.taught:
        taught = [mean_of(arguments.taught, name) for name in arguments.passes.split(",")]
    fresh = [p for name, p in model.named_parameters() if name.startswith(("outputs", "features"))]
    old = [p for name, p in model.named_parameters() if not name.startswith(("outputs", "features"))]
    plans = []
    for epoch in range(arguments.epochs):
        pieces = passes[epoch % len(passes)]
        windows = windows_to_learn(pieces.texts, pieces.starts, chance)
        windows += again(pieces.texts, windows_to_learn(pieces.texts, pieces.starts, chance))
        length = lambda w: int(pieces.starts[w[1]] - pieces.starts[w[0]])
        plans.append(batches_of(windows, length, arguments.batch, chance))
    groups = [
        {"params": old, "rate": arguments.rate, "weight_decay": 0.01},
        {"params": fresh, "rate": arguments.rate_heads, "weight_decay": 0.01},
    ]
    course = Course(model, groups, (0.9, 0.98), 0.998, sum(len(plan) for plan in plans), 0.06)
    for epoch, plan in enumerate(plans):
        pieces = passes[epoch % len(passes)]
        of_epoch = taught[epoch % len(passes)] if taught else None
        for batch in plan:
            model.train()
            ids, rows, mask, tokens, firsts = pieces.batch(batch)
            hidden = torch.rand(ids.shape, device=DEVICE) < arguments.drop_words
            ids = torch.where(hidden & (ids != pieces.begin) & (ids != pieces.end), 103, ids)
            with torch.autocast(DEVICE, dtype=torch.bfloat16):
                outputs = model(ids, rows, mask)
            said = None if of_epoch is None else of_epoch[tokens.cpu()].to(DEVICE).float().exp()
            loss = loss_of(outputs.view(-1, OUTPUTS)[firsts], pieces.targets[tokens], pieces.weights[tokens], said)
            course.learn(loss)
        course.tell(epoch)
        if epoch % 3 == 2 or epoch + 1 == len(plans):
            held = [parameter.detach().clone() for parameter in model.parameters()]
            course.average.give(model)
            print(shown(figures(read_with(model, dev), dev.texts)), flush=True)
            if epoch + 1 < len(plans):
                with torch.no_grad():
                    for parameter, value in zip(model.parameters(), held):
                        parameter.copy_(value)
    save_file(model.named(), arguments.out)


def shown(figures):
    return ", ".join(f"{name} {figure:.1f}" for name, figure in figures.items())


def read(arguments):
    rows = json.load(open(f"{arguments.data}/reader.json"))["rows"]
    word_pieces = WordPieces(f"{arguments.bert}/vocab.txt")
    named = load_file(arguments.weights)
    layers = len({name.split(".")[1] for name in named if name.startswith("layers.")})
    model = Encoder(len(word_pieces.pieces), rows, layers=layers)
    model.load_named(named)
    model.to(DEVICE)
    for name in arguments.sets.split(","):
        pieces = Pieces(Texts(arguments.data, name), word_pieces)
        np.save(f"{arguments.out}.{name}.npy", read_with(model, pieces).numpy())


def mean_of(files, name):
    """The logarithm of the mean of what some teachers read."""
    files = files.split(",")
    total = 0.0
    for file in files:
        total = total + torch.from_numpy(np.load(f"{file}.{name}.npy")).float().exp() / len(files)
    return total.clamp(min=1e-7).log().half()


def mean_values(arguments):
    """The mean of the weights of small readers that began with the same weights."""
    values = [np.fromfile(file, dtype="<f4") for file in arguments.values.split(",")]
    np.mean(values, axis=0).astype("<f4").tofile(arguments.out)


LENGTH = 320  # tokens of a stretch that the small reader learns from


def train_reader(arguments):
    torch.manual_seed(arguments.seed)
    chance = np.random.default_rng(arguments.seed)
    names = arguments.passes.split(",")
    passes = sets(arguments.passes, arguments.data)
    if fold := fold_of(arguments.without):
        for texts in passes:
            texts.without_roles_of(*fold)
    if arguments.taught:
        trust_teachers(passes)
    data = [(*to_device(texts), weights_of(texts)) for texts in passes]
    taught = [mean_of(arguments.taught, name) for name in names] if arguments.taught else None
    dev = Texts(arguments.data, "dev")
    model = Reader(arguments.data, drop=arguments.drop)
    if arguments.forget:
        model.forget(arguments.seed)
    model.to(DEVICE)
    plans = []
    for epoch in range(arguments.epochs):
        texts = passes[epoch % len(passes)]
        first = int(chance.integers(32, LENGTH))
        cuts = np.unique(np.concatenate([[0], np.arange(first, len(texts.words), LENGTH), [len(texts.words)]]))
        stretches = [(int(a), int(b)) for a, b in zip(cuts, cuts[1:])]
        stretches += again(texts, stretches)
        order = chance.permutation(len(stretches))
        plans.append([[stretches[i] for i in order[at : at + arguments.stretches]] for at in range(0, len(order), arguments.stretches)])
    groups = [
        {"params": list(model.tables), "rate": arguments.rate, "weight_decay": 0.0},
        {"params": list(model.dense), "rate": arguments.rate, "weight_decay": 0.01},
    ]
    course = Course(model, groups, (0.9, 0.99), 0.999, sum(len(plan) for plan in plans), 0.05)
    for epoch, plan in enumerate(plans):
        rows_of, targets_of, weights = data[epoch % len(passes)]
        of_epoch = taught[epoch % len(passes)].to(DEVICE) if taught else None
        for batch in plan:
            model.train()
            rows, mask, tokens = stretch_batch(rows_of, batch)
            outputs = model(rows, mask)[mask]
            said = None if of_epoch is None else of_epoch[tokens].float().exp()
            loss = loss_of(outputs, targets_of[tokens], weights[tokens], said)
            course.learn(loss)
        course.tell(epoch)
    course.average.give(model)
    print(shown(figures(read_small(model, dev), dev)), flush=True)
    model.values().tofile(arguments.out)


def stretch_batch(rows_of, batch):
    width = max(end - start for start, end in batch)
    place = np.full((len(batch), width), -1, dtype=np.int64)
    for line, (start, end) in enumerate(batch):
        place[line, : end - start] = np.arange(start, end)
    place = torch.from_numpy(place).to(DEVICE)
    mask = place >= 0
    return rows_of[place.clamp(min=0)].long() * mask[..., None], mask, place[mask]


def read_small(model, texts):
    model.eval()
    rows_of, _ = to_device(texts)
    out = torch.empty(len(texts.words), OUTPUTS, dtype=torch.float16)
    with torch.no_grad():
        for start, end in zip(texts.offsets, texts.offsets[1:]):
            if start == end:
                continue
            rows, mask, _ = stretch_batch(rows_of, [(int(start), int(end))])
            outputs = model(rows, mask)[0]
            out[start:end] = torch.cat([F.log_softmax(part, dim=-1) for part in outputs.split(HEADS, dim=-1)], dim=-1).cpu().half()
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=["encoder", "read", "reader", "mean"])
    parser.add_argument("--data", required=True)
    parser.add_argument("--bert")
    parser.add_argument("--begin", help="weights of a teacher to begin with")
    parser.add_argument("--weights")
    parser.add_argument("--values", help="the small readers whose mean is wanted")
    parser.add_argument("--sets", default="plain")
    parser.add_argument("--passes", default="pass0,pass1,pass2,pass3", help="sets of texts, one an epoch")
    parser.add_argument("--taught", help="what teachers read (--out of `read`); the mean counts")
    parser.add_argument("--without", help="K/N: without the roles in those articles")
    parser.add_argument("--kept", default="0,1,2,3,4,5", help="layers of the model to begin with")
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--batch", type=int, default=8192, help="pieces in a batch")
    parser.add_argument("--stretches", type=int, default=8, help="stretches in a batch of the small reader")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--rate-heads", type=float, default=1e-3)
    parser.add_argument("--drop", type=float, default=0.12)
    parser.add_argument("--drop-words", type=float, default=0.05)
    parser.add_argument("--forget", action="store_true", help="begin the small reader with noise but for its tables")
    parser.add_argument("--out", required=True)
    arguments = parser.parse_args()
    {"encoder": train_encoder, "read": read, "reader": train_reader, "mean": mean_values}[arguments.task](arguments)


if __name__ == "__main__":
    main()
