"""Promotions on posts that hold none: CPU time as ratios, measured interleaved in one run.

    python benchmarks/promotions.py

Prints what ``strip_promotions`` costs on essays and technical posts without a plug, and on posts
with one, as a multiple of encoding and decoding the same text.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from typing import Final

from postnorm import learn_promotions, strip_promotions

ESSAY: Final = (
    "雨下了整整一夜，天亮的时候才停。河水涨到第三级台阶，桥下的船不见了，只剩一根绳子。",
    "我们沿着河走，路上没有一个人。老张说，三十年前这里还有一家茶馆，每天早上坐满了人。",
    "他从口袋里拿出一张照片，上面的人都很年轻；谁也想不起照片是哪一年拍的，又是谁拍的。",
    "“水退了就好。”母亲站在门口说。她把晒干的衣服收进屋里，一件一件叠好，放进柜子。",
    "后来城里修了新路，过河的人越来越少，桥也就慢慢旧了。没有人觉得可惜，除了养鸭子的老人。",
    "孩子们在石头之间找虾，找到了就放进玻璃瓶。太阳一晒，瓶子里的水变得温热，虾不动了。",
)
TECHNICAL: Final = (
    "## 为什么不用锁",
    "每个线程有自己的队列，写入时只改尾指针，读取时只改头指针，所以两边不会互相等待。",
    "我们用 `asyncio.Queue` 做了一次测试：10 万条消息用时 1.2 秒，比加锁的版本快 3 倍左右。",
    "- 内存：每条消息多占 16 字节\n- 延迟：99% 的请求在 5 ms 以内返回\n- 代码：少了 40 行",
    "```python\nasync def worker(queue):\n    while True:\n        item = await queue.get()\n```",
    "如果队列满了，`put` 会等到有空位为止。需要注意的是，取消任务时要先清空队列，否则会丢数据。",
    "完整的配置见 [部署说明](https://docs.example/deploy)，其中的参数都有默认值，一般不必修改。",
)
PLUG: Final = "欢迎关注我们的微信公众号：河边夜话，回复“船”看下一期。"
POSTS: Final = 200
PARAGRAPHS: Final = 40
RUNS: Final = 7


def made(paragraphs: Sequence[str], number: int) -> str:
    """Return a post of many paragraphs in an order of its own."""
    count = len(paragraphs)
    step = 1 + number % (count - 1)
    chosen = (paragraphs[(number + step * at + at // count) % count] for at in range(PARAGRAPHS))
    return "\n\n".join(chosen) + "\n"


def main() -> None:
    """Run every job some times in turn, and print the medians as ratios."""
    essays = [made(ESSAY, number) for number in range(POSTS)]
    technical = [made(TECHNICAL, number) for number in range(POSTS)]
    with_plug = [f"{text}\n{PLUG}\n" for text in essays]
    jobs: dict[str, tuple[Sequence[str], Callable[[str], object]]] = {
        "essays, no plug": (essays, strip_promotions),
        "technical posts, no plug": (technical, strip_promotions),
        "essays, a plug at the end": (with_plug, strip_promotions),
    }
    took: dict[str, list[float]] = {name: [] for name in jobs}
    floor: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(RUNS):
        for name, (texts, job) in jobs.items():
            floor[name].append(_timed(lambda text: text.encode().decode(), texts))
            took[name].append(_timed(job, texts))
    for name in jobs:
        ratio = statistics.median(took[name]) / statistics.median(floor[name])
        print(f"{name:28s} {ratio:6.1f} times encode + decode")
    size = sum(len(text.encode()) for text in with_plug)
    start = time.process_time()
    learn_promotions(with_plug, publisher="河边夜话")
    print(f"{'learning':28s} {size / 1e6 / (time.process_time() - start):6.1f} MB/s")


def _timed(job: Callable[[str], object], texts: Sequence[str]) -> float:
    start = time.process_time()
    for text in texts:
        job(text)
    return time.process_time() - start


if __name__ == "__main__":
    main()
