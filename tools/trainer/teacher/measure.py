"""What a network has learned: F1 of roles and names."""

import numpy as np

from texts import HEADS


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


def shown(figures):
    return ", ".join(f"{name} {figure:.1f}" for name, figure in figures.items())
