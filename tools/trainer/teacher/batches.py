"""Texts on the device, and the batches that a network learns from."""

import numpy as np
import torch

from texts import Texts, pieces_of

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
TWICE = ("quotations/world.train", "quotations/kinds.train")
SILVER = "entities/gmb"


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


def mean_of(files, name):
    """The logarithm of the mean of what some teachers read."""
    files = files.split(",")
    total = 0.0
    for file in files:
        total = total + torch.from_numpy(np.load(f"{file}.{name}.npy")).float().exp() / len(files)
    return total.clamp(min=1e-7).log().half()


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


def stretch_batch(rows_of, batch):
    width = max(end - start for start, end in batch)
    place = np.full((len(batch), width), -1, dtype=np.int64)
    for line, (start, end) in enumerate(batch):
        place[line, : end - start] = np.arange(start, end)
    place = torch.from_numpy(place).to(DEVICE)
    mask = place >= 0
    return rows_of[place.clamp(min=0)].long() * mask[..., None], mask, place[mask]
