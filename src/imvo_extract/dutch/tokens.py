"""Words and marks, by a spaCy tokenizer of our own.

The rules of ``spacy.blank("nl")`` keep "2016-2021", "ca." and "t/m" whole, make tokens of white space, and switch the
word cache off after the first special case. These rules have no special cases: a mark is a token, a word keeps its
inner hyphens, apostrophes and full stops, and every word that was seen before costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .statements import Token

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_PREFIX = r"""["'(\[{<«•*€$£+&/\\|=~^_%§–—…-]|\.{2,}"""
_SUFFIX = r"""["')\]}>».,:;!?%/|…•–—*=_+-]"""
_INFIX = r"""[/()\[\]{}"–—…|;:]|(?<=[^\W\d])[,.](?=[^\W\d]{2})"""


def make_tokenizer(vocab: Vocab | None = None) -> Tokenizer:
    """A tokenizer for clean Dutch text (single spaces, plain quotes).

    :param vocab: where it keeps its words; without one it makes its own, which knows of a word its small letters only
        and is ready many times sooner than a language's.
    """
    from spacy.attrs import LOWER
    from spacy.tokenizer import Tokenizer
    from spacy.vocab import Vocab

    if vocab is None:
        vocab = Vocab(lex_attr_getters={LOWER: str.lower})
    suffix = re.compile(f"(?:{_SUFFIX})$")
    return Tokenizer(
        vocab,
        rules={},
        prefix_search=re.compile(_PREFIX).match,
        # A suffix is one character: a search from the beginning would take quadratic time on a row of marks.
        suffix_search=lambda word: suffix.search(word, max(0, len(word) - 1)),
        infix_finditer=re.compile(_INFIX).finditer,
    )


def tokenize_all(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Doc, list[tuple[int, tuple[Token, ...]]]]:
    """One ``Doc`` of all ``texts`` (clean: without line ends), and for each text its first token's index in the ``Doc``
    and its tokens, whose offsets count from the text's own start.

    One ``Doc`` is many times cheaper than one each; the line end between two texts is a token of its own, so that no
    matcher can run across it.
    """
    import numpy
    from spacy.attrs import IDX, LENGTH, ORTH

    doc = tokenizer("\n".join(texts))
    lengths = numpy.fromiter(map(len, texts), dtype=numpy.int64, count=len(texts))
    begins = numpy.concatenate(([0], numpy.cumsum(lengths + 1)[:-1])) if len(texts) else lengths
    attributes = doc.to_array([IDX, LENGTH, ORTH]).reshape(-1, 3)
    places, sizes = attributes[:, :2].astype(numpy.int64).T
    firsts = numpy.searchsorted(places, begins).tolist()
    lasts = numpy.searchsorted(places, begins + lengths).tolist()
    # Texts repeat their words: each is looked up once, and is one string wherever it stands.
    strings = tokenizer.vocab.strings
    different, which = numpy.unique(attributes[:, 2], return_inverse=True)
    words = [strings[word] for word in different.tolist()]
    lower = list(map(str.lower, words))
    at = which.tolist()
    # The offset of each token in its own text: that of the last text that begins before it is taken off.
    owners = numpy.searchsorted(begins, places, side="right") - 1
    starts = places - begins[owners] if len(texts) else places
    fields = map(words.__getitem__, at), map(lower.__getitem__, at), starts.tolist(), (starts + sizes).tolist()
    tokens = list(map(Token._make, zip(*fields, strict=True)))
    return doc, [(first, tuple(tokens[first:last])) for first, last in zip(firsts, lasts, strict=True)]
