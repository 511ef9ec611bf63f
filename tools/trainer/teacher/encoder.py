"""The teacher: BERT's encoder over word pieces and the reader's features, with the reader's heads."""

import torch
import torch.nn.functional as F
from torch import nn

from texts import COLUMNS, OUTPUTS

# The columns of features that are shown beside the word pieces: not the word itself and its affixes.
FEATURES = range(3, COLUMNS)


class Layer(nn.Module):
    def __init__(self, size, heads, inner, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.query, self.key, self.value, self.output = (nn.Linear(size, size) for _ in range(4))
        self.attention_norm = nn.LayerNorm(size, eps=1e-12)
        self.up, self.down = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x, mask):
        batch, length, size = x.shape
        split = lambda y: y.view(batch, length, self.heads, size // self.heads).transpose(1, 2)
        drop = self.drop if self.training else 0.0
        seen = F.scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), attn_mask=mask, dropout_p=drop
        )
        seen = self.output(seen.transpose(1, 2).reshape(batch, length, size))
        x = self.attention_norm(x + F.dropout(seen, drop, self.training))
        return self.norm(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    def __init__(self, vocabulary, rows, layers=6, size=384, heads=12, inner=1536, drop=0.1):
        super().__init__()
        self.drop = drop
        self.word, self.position = nn.Embedding(vocabulary, size), nn.Embedding(512, size)
        self.features = nn.ModuleDict({str(c): nn.Embedding(rows[c], size) for c in FEATURES})
        for table in self.features.values():
            nn.init.normal_(table.weight, std=0.01)
        self.input_norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size, heads, inner, drop) for _ in range(layers))
        self.outputs = nn.Linear(size, OUTPUTS)

    def forward(self, ids, rows, mask):
        """`ids`: pieces (batch, length); `rows`: features of their tokens (batch, length, columns); `mask`: which
        are no padding. Gives the outputs of every piece."""
        x = self.word(ids) + self.position(torch.arange(ids.shape[1], device=ids.device))
        for column, table in self.features.items():
            x = x + table(rows[..., int(column)])
        x = F.dropout(self.input_norm(x), self.drop, self.training)
        mask = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return self.outputs(x)

    def begin_with(self, bert, kept):
        """Takes the weights of a BERT model, and of its layers those that are `kept`."""
        get = lambda name: bert[name].float()
        with torch.no_grad():
            self.word.weight.copy_(get("embeddings.word_embeddings.weight"))
            types = get("embeddings.token_type_embeddings.weight")[0]
            self.position.weight.copy_(get("embeddings.position_embeddings.weight") + types)
            pairs = [(self.input_norm, "embeddings.LayerNorm")]
            for layer, number in zip(self.layers, kept):
                of = f"encoder.layer.{number}."
                for name in ("query", "key", "value"):
                    pairs.append((getattr(layer, name), f"{of}attention.self.{name}"))
                pairs.append((layer.output, f"{of}attention.output.dense"))
                pairs.append((layer.attention_norm, f"{of}attention.output.LayerNorm"))
                pairs.append((layer.up, f"{of}intermediate.dense"))
                pairs.append((layer.down, f"{of}output.dense"))
                pairs.append((layer.norm, f"{of}output.LayerNorm"))
            for module, name in pairs:
                module.weight.copy_(get(f"{name}.weight"))
                module.bias.copy_(get(f"{name}.bias"))

    def parts(self):
        """The weights by the names that `cargo xtask train thorough` reads."""
        out = {"embeddings.word": self.word.weight, "embeddings.position": self.position.weight}
        linear = {"heads": self.outputs, "embeddings.norm": self.input_norm}
        for column, table in self.features.items():
            out[f"features.{column}"] = table.weight
        for number, layer in enumerate(self.layers):
            of = f"layers.{number}."
            for name in ("query", "key", "value", "output"):
                linear[f"{of}attention.{name}"] = getattr(layer, name)
            linear[f"{of}attention.norm"] = layer.attention_norm
            linear.update({f"{of}up": layer.up, f"{of}down": layer.down, f"{of}norm": layer.norm})
        for name, module in linear.items():
            out[f"{name}.weight"], out[f"{name}.bias"] = module.weight, module.bias
        return out

    def named(self):
        """A copy of the weights by their names."""
        return {name: tensor.detach().float().cpu().contiguous() for name, tensor in self.parts().items()}

    def load_named(self, named):
        """Takes weights back that `named` gave."""
        with torch.no_grad():
            for name, tensor in self.parts().items():
                tensor.copy_(named[name])
