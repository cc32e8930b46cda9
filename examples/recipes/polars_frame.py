"""Polars: a frame goes through Arrow without a copy."""

import polars as pl

from postnorm.arrow import clean_batch


def clean_frame(frame: pl.DataFrame, column: str = "text") -> pl.DataFrame:
    """Return *frame* with *column* cleaned, and metadata and error beside it."""
    made = pl.from_arrow(clean_batch(frame.to_arrow(), column=column))
    assert isinstance(made, pl.DataFrame)
    return made
