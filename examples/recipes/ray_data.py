"""Ray Data: the function of an Arrow table, as it is."""

import ray.data

from postnorm.arrow import clean_batch


def clean_dataset(dataset: ray.data.Dataset) -> ray.data.Dataset:
    """Return *dataset* with ``text`` cleaned, and metadata and error beside it."""
    return dataset.map_batches(clean_batch, batch_format="pyarrow")
