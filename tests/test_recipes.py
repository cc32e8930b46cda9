"""The recipes are run against the packages that they are for, where these are installed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.engine
RECIPES = Path(__file__).parent.parent / "examples" / "recipes"
POSTS = ["---\ntitle: 雨后\n---\n雨停了 ，路还湿。", "水涨了 ，桥还在。"]
CLEAN = ["雨停了，路还湿。", "水涨了，桥还在。"]


def recipe(name: str, package: str) -> Any:
    """The recipe as a module; skipped where its package is missing."""
    pytest.importorskip(package, exc_type=ImportError)
    spec = importlib.util.spec_from_file_location(name, RECIPES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number, text in enumerate(POSTS):
        (tmp_path / f"{number}.md").write_text(text, encoding="utf-8")
    (tmp_path / "9.md").write_bytes(b"\xff\xff\xff")
    return tmp_path


def test_every_recipe_is_run() -> None:
    """A recipe without a test would be a promise."""
    source = Path(__file__).read_text(encoding="utf-8")
    for path in RECIPES.glob("*.py"):
        assert f'recipe("{path.stem}"' in source


def test_polars() -> None:
    """A frame in, a frame out, every column kept."""
    polars = recipe("polars_frame", "polars")
    made = polars.clean_frame(polars.pl.DataFrame({"id": [1, 2], "text": POSTS}))
    assert made["text"].to_list() == CLEAN
    assert made.columns == ["id", "text", "metadata", "error"]


def test_duckdb() -> None:
    """The result of a query is cleaned and can be queried."""
    module = recipe("duckdb_table", "duckdb")
    connection = module.duckdb.connect()
    connection.execute("create table posts (id integer, text varchar)")
    connection.executemany("insert into posts values (?, ?)", list(enumerate(POSTS)))
    rows = module.clean_query(connection, "select * from posts order by id").fetchall()
    assert [row[1] for row in rows] == CLEAN


def test_scrapy() -> None:
    """Items are cleaned, and dropped where they are no text."""
    module = recipe("scrapy_pipeline", "scrapy")
    step = module.CleanPosts()
    item = step.process_item({"text": POSTS[0]})
    assert item == {"text": CLEAN[0], "raw": POSTS[0], "title": "雨后"}
    with pytest.raises(module.DropItem):
        step.process_item({"text": b"\xff\xff\xff"})


@pytest.mark.filterwarnings("ignore")
def test_huggingface() -> None:
    """A dataset in, a dataset out."""
    module = recipe("huggingface_dataset", "datasets")
    made = module.clean_dataset(module.Dataset.from_dict({"text": POSTS}))
    assert made.with_format(None)["text"][:] == CLEAN


@pytest.mark.filterwarnings("ignore")
def test_datatrove() -> None:
    """Documents keep their metadata and get those of the header."""
    module = recipe("datatrove_step", "datatrove")
    given = [module.Document(text=text, id=str(n)) for n, text in enumerate(POSTS)]
    made = list(module.CleanPosts().run(iter(given)))
    assert [document.text for document in made] == CLEAN
    assert made[0].metadata["title"] == "雨后"


@pytest.mark.filterwarnings("ignore")
def test_langchain(folder: Path) -> None:
    """A folder's posts as documents with their metadata."""
    module = recipe("langchain_loader", "langchain_core")
    made = module.PostLoader(str(folder)).load()
    assert [document.page_content for document in made] == [f"{text}" for text in CLEAN]
    assert made[0].metadata == {"title": "雨后", "source": str(folder / "0.md")}


@pytest.mark.filterwarnings("ignore")
def test_llamaindex(folder: Path) -> None:
    """The same for LlamaIndex."""
    module = recipe("llamaindex_reader", "llama_index.core")
    made = module.PostReader().load_data(str(folder))
    assert [document.text for document in made] == CLEAN
    assert made[0].metadata["title"] == "雨后"


@pytest.mark.filterwarnings("ignore")
def test_ray() -> None:
    """Blocks of a dataset are Arrow tables, and are cleaned as they are."""
    module = recipe("ray_data", "ray.data")
    module.ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        given = module.ray.data.from_items(
            [{"id": n, "text": text} for n, text in enumerate(POSTS)]
        )
        rows = sorted(module.clean_dataset(given).take_all(), key=lambda row: row["id"])
        assert [row["text"] for row in rows] == CLEAN
    finally:
        module.ray.shutdown()
