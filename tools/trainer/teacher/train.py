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

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file

from batches import (
    DEVICE,
    Pieces,
    again,
    batches_of,
    fold_of,
    mean_of,
    sets,
    stretch_batch,
    to_device,
    trust_teachers,
    weights_of,
)
from encoder import Encoder
from learning import Course, loss_of
from measure import figures, shown
from reader import Reader
from texts import HEADS, OUTPUTS, Texts, WordPieces, windows_to_learn, windows_to_read

LENGTH = 320  # tokens of a stretch that the small reader learns from


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


def mean_values(arguments):
    """The mean of the weights of small readers that began with the same weights."""
    values = [np.fromfile(file, dtype="<f4") for file in arguments.values.split(",")]
    np.mean(values, axis=0).astype("<f4").tofile(arguments.out)


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
