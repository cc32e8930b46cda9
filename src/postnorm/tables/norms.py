"""The norms that reasons name, by the short form in which they name them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NORMS: Final[Mapping[str, str]] = {
    "clreq": "Requirements for Chinese Text Layout, W3C",
    "GB/T 15834-2011": "标点符号用法, General Rules for Punctuation, mainland China",
    "CY/T 154-2017": "中文出版物夹用英文的编辑规范, English within Chinese publications, mainland China",
    "GB 3101-1993": "有关量、单位和符号的一般原则, General Principles for Quantities and Units, mainland China",
    "重訂標點符號手冊": "Revised Handbook of Punctuation, Ministry of Education, Taiwan, 2008",
}
