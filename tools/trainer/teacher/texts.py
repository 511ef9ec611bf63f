"""Texts as `cargo xtask train export` writes them, cut into word pieces and windows."""

import json
import unicodedata

import numpy as np

COLUMNS = 11
# The outputs of the heads, in the order of `HEADS` in src/reader/network.rs.
HEADS = [17, 17, 3, 3, 3, 3, 3, 3]
OUTPUTS = sum(HEADS)
MOST_PIECES = 8  # of a token
WINDOW = 254  # pieces, with [CLS] and [SEP]


class WordPieces:
    """The uncased WordPiece of BERT, token by token."""

    def __init__(self, vocabulary):
        self.pieces = [line.rstrip("\n") for line in open(vocabulary, encoding="utf-8")]
        self.ids = {piece: number for number, piece in enumerate(self.pieces)}
        self.unknown, self.begin, self.end = (self.ids[name] for name in ("[UNK]", "[CLS]", "[SEP]"))
        self.known = {}

    def of(self, token):
        found = self.known.get(token)
        if found is None:
            found = self.known[token] = self.cut(token)
        return found

    def cut(self, token):
        letters = unicodedata.normalize("NFD", token.lower())
        letters = "".join(c for c in letters if unicodedata.category(c) not in ("Mn", "Cc", "Cf"))
        words, word = [], ""
        for c in letters:
            if is_punctuation(c):
                words += [word, c]
                word = ""
            elif c.isspace():
                words.append(word)
                word = ""
            else:
                word += c
        ids = []
        for word in words + [word]:
            ids += self.cut_word(word) if word else []
        return ids[:MOST_PIECES] or [self.unknown]

    def cut_word(self, word):
        ids, start = [], 0
        while start < len(word):
            for end in range(min(len(word), start + 30), start, -1):
                piece = word[start:end] if start == 0 else "##" + word[start:end]
                if piece in self.ids:
                    ids.append(self.ids[piece])
                    break
            else:
                return [self.unknown]
            start = end
        return ids


def is_punctuation(c):
    code = ord(c)
    if 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126:
        return True
    return unicodedata.category(c).startswith("P")


class Texts:
    """A set of texts; `offsets[i]` to `offsets[i + 1]` are the tokens of text `i`."""

    def __init__(self, folder, name):
        self.about = [json.loads(line) for line in open(f"{folder}/{name}.texts.jsonl", encoding="utf-8")]
        self.words = open(f"{folder}/{name}.words", encoding="utf-8", newline="\n").read().split("\n")[:-1]
        self.rows = np.fromfile(f"{folder}/{name}.rows", dtype="<u2").reshape(-1, COLUMNS)
        self.places = np.fromfile(f"{folder}/{name}.places", dtype="u1")
        kinds = np.dtype([("parts", "<u4"), ("names", "<u4"), ("roles", "u1", 6)])
        targets = np.fromfile(f"{folder}/{name}.targets", dtype=kinds)
        self.targets = np.column_stack([targets["parts"], targets["names"], targets["roles"]]).astype(np.int32)
        self.offsets = np.concatenate([[0], np.cumsum([text["tokens"] for text in self.about])])
        assert self.offsets[-1] == len(self.words) == len(self.rows) == len(self.places) == len(self.targets)

    def without_roles_of(self, part, parts):
        """Forgets the roles in the articles whose number leaves remainder `part` when divided by `parts`."""
        for index, text in enumerate(self.about):
            if text["number"] is not None and text["number"] % parts == part:
                self.targets[self.offsets[index] : self.offsets[index + 1], 2:] = 0


def pieces_of(texts, word_pieces):
    """The pieces of all tokens, and where those of each token begin."""
    lists = [word_pieces.of(word) for word in texts.words]
    counts = np.fromiter((len(ids) for ids in lists), dtype=np.int64, count=len(lists))
    starts = np.concatenate([[0], np.cumsum(counts)])
    return np.fromiter((one for ids in lists for one in ids), dtype=np.int32, count=int(starts[-1])), starts


def windows_to_learn(texts, starts, chance):
    """Ranges of tokens that fit into a window, cut at sentence ends where that is possible; the first is cut short by
    chance, so that texts are cut elsewhere each time."""
    windows = []
    for index in range(len(texts.about)):
        at, end = int(texts.offsets[index]), int(texts.offsets[index + 1])
        room = int(chance.integers(60, WINDOW - 2))
        while at < end:
            last = int(np.searchsorted(starts, starts[at] + room, side="right")) - 1
            last = min(max(last, at + 1), end)
            if last < end:
                sentences = np.flatnonzero(texts.places[at + 1 : last + 1] & 1)
                if len(sentences) and sentences[-1] > (last - at) // 3:
                    last = at + 1 + int(sentences[-1])
            windows.append((at, last))
            at, room = last, WINDOW - 2
    return windows


def windows_to_read(texts, starts):
    """Windows with the tokens that are read in each: as far as the text goes, tokens have context on both sides."""
    windows, reach, room = [], 48, WINDOW - 2
    for index in range(len(texts.about)):
        begin, end = int(texts.offsets[index]), int(texts.offsets[index + 1])
        read = begin
        while read < end:
            first = max(begin, int(np.searchsorted(starts, starts[read] - reach, side="left")))
            last = int(np.searchsorted(starts, starts[first] + room, side="right")) - 1
            last = min(max(last, read + 1), end)
            done = last if last == end else int(np.searchsorted(starts, starts[last] - reach, side="right")) - 1
            done = max(done, read + 1)
            windows.append((first, last, read, done))
            read = done
    return windows
