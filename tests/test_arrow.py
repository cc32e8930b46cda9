"""Arrow batches: every row stays a row, and says what became of it."""

from __future__ import annotations

import pickle
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postnorm import Post, clean, normalize_punctuation
from postnorm.arrow import clean_batch, clean_batches, output_schema, spark_ddl
from postnorm.testing.linearity import lines_run

pa = pytest.importorskip("pyarrow")

SCRAPED = "---\ntitle: 第{n}天\n---\n雨停了 ，{n}个人走过桥。\n\n水涨了，船不见了。\n"
TEXTS = st.lists(st.none() | st.text(max_size=20), max_size=6)


def batch_of(texts: list[str | None], kind: Any = None) -> Any:
    numbers = pa.array(range(len(texts)), pa.int64())
    return pa.record_batch({"id": numbers, "text": pa.array(texts, kind or pa.string())})


@given(texts=TEXTS.filter(lambda texts: all(max(t or "") < "\ud800" for t in texts if t)))
def test_rows_stay_rows(texts: list[str | None]) -> None:
    """As many as before, in their places, each cleaned as alone; a null is null."""
    made = clean_batch(batch_of(texts))
    made.validate(full=True)
    assert made.column("id").to_pylist() == list(range(len(texts)))
    assert made.column("text").to_pylist() == [t if t is None else clean(t).body for t in texts]
    assert made.column("error").null_count == len(texts)


@pytest.mark.parametrize("kind", ["string", "large_string", "binary", "large_binary"])
def test_texts_and_bytes_are_read(kind: str) -> None:
    """Bytes are decoded; the type stays as wide as it was."""
    given = ["雨停了 ，", None] if "string" in kind else ["雨停了 ，".encode("gbk"), None]
    made = clean_batch(batch_of(given, getattr(pa, kind)()))  # type: ignore[arg-type]
    assert made.column("text").to_pylist() == ["雨停了，", None]
    assert str(made.schema.field("text").type) == kind.replace("binary", "string")


def test_a_table_gives_a_table() -> None:
    """Of one chunk or of several; an empty one too, and one of nulls alone."""
    table = pa.concat_tables(
        [pa.Table.from_batches([batch_of([text])]) for text in ("雨 ，", "路 ，")]
    )
    assert clean_batch(table).column("text").to_pylist() == ["雨，", "路，"]
    assert clean_batch(table.slice(0, 0)).schema == output_schema(table.schema)
    assert clean_batch(pa.table({"text": [None, None]})).column("text").to_pylist() == [None, None]


def test_metadata_are_texts() -> None:
    """What is no text is written as JSON, so that one column holds all."""
    [row] = clean_batch(batch_of(["---\ntitle: 雨\ntags: [河, 船]\nn: 5\n---\n停了。"])).to_pylist()
    assert row["metadata"] == [("title", "雨"), ("tags", '["河", "船"]'), ("n", "5")]


def fail(post: Post) -> Post:
    raise ValueError("no \ud800")


def test_an_error_is_in_its_row() -> None:
    """The text is null, the reason a text that Arrow can hold."""
    [row] = clean_batch(batch_of(["雨"]), step=fail).to_pylist()
    assert row == {"id": 0, "text": None, "metadata": None, "error": "ValueError: no \\ud800"}
    [row] = clean_batch(batch_of(["雨"]), step=lambda post: Post.from_text("\ud800")).to_pylist()
    assert row["text"] is None
    assert row["error"] == "ValueError: a column holds no lone surrogate, as at 0"
    [row] = clean_batch(batch_of([b"\xff\xff\xff"], pa.binary())).to_pylist()  # type: ignore[list-item]
    assert row["error"].startswith("DecodingError: ")


def test_batches_are_done_one_by_one() -> None:
    """Lazily, and by a function that can be sent to an executor."""
    batches = (batch_of([text]) for text in ("雨 ，", "路 ，"))
    made = clean_batches(batches, step=normalize_punctuation)
    assert next(made).column("text").to_pylist() == ["雨，"]
    assert next(batches).column("text").to_pylist() == ["路 ，"]
    assert list(made) == []
    assert pickle.loads(pickle.dumps(clean_batches)) is clean_batches


def test_little_is_done_beside_the_steps() -> None:
    """Columns, rows and errors are at most 15 % of the work of calling clean for each text."""
    texts = [SCRAPED.format(n=n) for n in range(30)]
    batch = pa.table({"text": texts})
    clean_batch(batch)  # what is made once, is made
    alone = lines_run(lambda: [clean(text) for text in texts])
    assert lines_run(lambda: clean_batch(batch)) <= 1.15 * alone


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"body": ["雨"]}, "no column 'text'; there are body"),
        ({"text": [1]}, "column 'text' is int64, not texts or bytes"),
        ({"text": ["雨"], "error": ["x"]}, "there is a column 'error' already"),
    ],
)
def test_a_wrong_schema_is_told(columns: dict[str, list[object]], message: str) -> None:
    """With the columns that there are."""
    with pytest.raises(ValueError, match=message):
        clean_batch(pa.table(columns))


def test_the_schema_is_told_to_spark() -> None:
    """Every type that Spark has, quoted names; any other type is an error."""
    schema = pa.schema(
        {
            "a`b": pa.int32(),
            "t": pa.timestamp("us", "UTC"),
            "n": pa.timestamp("us"),
            "d": pa.decimal128(10, 2),
            "l": pa.list_(pa.struct({"x": pa.float64()})),
        }
    )
    assert spark_ddl(schema) == (
        "`a``b` INT, `t` TIMESTAMP, `n` TIMESTAMP_NTZ, `d` DECIMAL(10, 2), `l` ARRAY<STRUCT<`x`: DOUBLE>>"
    )
    with pytest.raises(ValueError, match="Spark has no type for duration"):
        spark_ddl(pa.schema({"x": pa.duration("s")}))
