"""Units that a number and a space stand before (GB 3101-1993, 3.3; the copywriting guide, 数字与单位).

Only those that are nothing else behind a number: a lone letter is as often a grade, a generation or
a size (5G, 4K, 3A), and px is code.
"""

from __future__ import annotations

from typing import Final

UNITS: Final = (
    *("bps", "kbps", "Kbps", "Mbps", "Gbps", "Tbps", "KB", "kB", "MB", "GB", "TB", "PB", "EB"),
    *(
        "KiB",
        "MiB",
        "GiB",
        "TiB",
        "Hz",
        "kHz",
        "KHz",
        "MHz",
        "GHz",
        "THz",
        "kW",
        "kWh",
        "MW",
        "mAh",
    ),
    *("kg", "mg", "km", "cm", "mm", "nm", "ml", "mL", "kPa", "MPa", "dB", "kcal"),
)
