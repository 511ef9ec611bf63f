"""The small reader of src/reader/network.rs, to be trained over the same features."""

import json

import numpy as np
import torch
import torch.nn.functional as F
from torch import nn

from texts import OUTPUTS

PADDED_OUTPUTS = (OUTPUTS + 15) // 16 * 16


class Reader(nn.Module):
    def __init__(self, folder, drop=0.12, drop_words=0.12, drop_features=0.03):
        super().__init__()
        about = json.load(open(f"{folder}/reader.json"))
        self.channels, self.dilations = about["channels"], about["dilations"]
        self.drop, self.chances = drop, [drop_words] + [drop_features] * (len(about["rows"]) - 1)
        c = self.channels
        self.tables = nn.ParameterList(nn.Parameter(torch.empty(rows, c)) for rows in about["rows"])
        shapes = []
        for _ in self.dilations:
            shapes += [(c,), (c,), (3 * c, 2 * c), (2 * c,)]
        shapes += [(c,), (c,), (c, PADDED_OUTPUTS), (PADDED_OUTPUTS,)]
        self.dense = nn.ParameterList(nn.Parameter(torch.empty(*shape)) for shape in shapes)
        self.read_values(np.fromfile(f"{folder}/reader.values", dtype="<f4"))

    def read_values(self, values):
        at = 0
        with torch.no_grad():
            for parameter in [*self.tables, *self.dense]:
                size = parameter.numel()
                parameter.copy_(torch.from_numpy(values[at : at + size].copy()).view_as(parameter))
                at += size
        assert at == len(values)

    def forget(self, seed):
        """Noise in place of everything but the tables."""
        noise = torch.Generator().manual_seed(seed)
        with torch.no_grad():
            for parameter in self.dense:
                if parameter.dim() == 2:
                    spread = (3.0 / parameter.shape[0]) ** 0.5
                    parameter.copy_((torch.rand(parameter.shape, generator=noise) * 2 - 1) * spread)
            for number, parameter in enumerate(self.dense):
                if parameter.dim() == 1:
                    parameter.fill_(1.0 if number % 4 == 0 else 0.0)

    def values(self):
        lists = [parameter.detach().float().cpu().numpy().astype("<f4").ravel() for parameter in [*self.tables, *self.dense]]
        return np.concatenate(lists)

    def forward(self, rows, mask):
        """`rows`: (batch, length, columns); `mask`: which tokens are no padding. Gives the outputs of every token."""
        c = self.channels
        if self.training:
            keep = [torch.rand(rows.shape[:2], device=rows.device) >= chance for chance in self.chances]
            rows = rows * torch.stack(keep, dim=-1)
        x = sum(F.embedding(rows[..., column], table) for column, table in enumerate(self.tables))
        x = F.dropout(x, self.drop, self.training)
        shown = mask[..., None].to(x.dtype)
        dense = iter(self.dense)
        for dilation in self.dilations:
            gain, bias, matrix, shift = (next(dense) for _ in range(4))
            y = F.layer_norm(x, (c,), gain, bias, eps=1e-5) * shown
            kernel = matrix.view(3, c, 2 * c).permute(2, 1, 0)
            y = F.conv1d(y.transpose(1, 2), kernel, shift, padding=dilation, dilation=dilation).transpose(1, 2)
            values, gates = y.split(c, dim=-1)
            x = x + F.dropout(values * torch.sigmoid(gates), self.drop, self.training)
        gain, bias, heads, shift = (next(dense) for _ in range(4))
        return (F.layer_norm(x, (c,), gain, bias, eps=1e-5) @ heads + shift)[..., :OUTPUTS]
