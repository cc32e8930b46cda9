"""Hugging Face datasets: batched map over Arrow tables."""

import pyarrow as pa
from datasets import Dataset

from postnorm.arrow import METADATA, clean_batch

# Datasets have no maps; a list of pairs is the same to Arrow.
_PAIRS = pa.list_(pa.struct({"key": pa.string(), "value": pa.string()}))


def clean_dataset(dataset: Dataset, workers: int | None = None) -> Dataset:
    """Return *dataset* with ``text`` cleaned, and metadata and error beside it."""
    return dataset.with_format("arrow").map(_clean, batched=True, num_proc=workers)


def _clean(table: pa.Table) -> pa.Table:
    made = clean_batch(table)
    at = made.schema.get_field_index(METADATA)
    pairs = [row and [{"key": k, "value": v} for k, v in row] for row in made[METADATA].to_pylist()]
    return made.set_column(at, METADATA, pa.array(pairs, _PAIRS))
