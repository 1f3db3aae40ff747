"""A font that can draw Chinese: the system's, or else the one from the optional package."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFontDatabase

PREFERRED = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "PingFang SC",
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "HarmonyOS Sans SC",
    "Sarasa UI SC",
    "WenQuanYi Micro Hei",
    "WenQuanYi Zen Hei",
    "Hiragino Sans GB",
    "SimHei",
    "SimSun",
)
_PACKAGE = "noto_cjk_sans_otc"
_PACKAGED = "Noto Sans CJK SC"


def ensure_chinese_font() -> str:
    """A family that can draw Chinese, loaded if need be; "" if there is none.

    Well-known families come first, then the optional package, then whatever else the system has.
    """
    installed = set(QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese))
    for family in PREFERRED:
        if family in installed:
            return family
    return _load_packaged() or next(iter(sorted(installed)), "")


def _load_packaged() -> str:
    spec = find_spec(_PACKAGE)
    for folder in (spec.submodule_search_locations or ()) if spec is not None else ():
        for file in sorted(Path(folder).glob("*.ttc")):
            loaded = QFontDatabase.addApplicationFont(str(file))
            families = QFontDatabase.applicationFontFamilies(loaded) if loaded >= 0 else []
            if families:
                return _PACKAGED if _PACKAGED in families else families[0]
    return ""
