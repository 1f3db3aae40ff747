"""Extract the program's words into the .ts files and compile them: `make translations`.

English stands in the code, so only Chinese needs a file. Prints what is not translated yet.
"""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

HERE = Path(__file__).parent
SOURCE = HERE / "jinbiao_zh.ts"
COMPILED = HERE / "jinbiao_zh.qm"


def sources() -> list[Path]:
    """The modules whose words people see."""
    return sorted(file for file in HERE.parent.rglob("*.py") if HERE not in file.parents)


def extract(target: Path = SOURCE) -> None:
    """Bring the .ts file up to date with the code; translations are kept, words that are gone go."""
    files = [str(file.relative_to(HERE.parent.parent)) for file in sources()]
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    options = ["-no-obsolete", "-locations", "none", "-source-language", "en", "-target-language", "zh_CN"]
    subprocess.run([tool, *options, *files, "-ts", str(target)], cwd=HERE.parent.parent, check=True)


def untranslated(ts: Path = SOURCE) -> list[tuple[str, str]]:
    """(context, words) of everything that has no translation."""
    missing = []
    for context in ElementTree.parse(ts).getroot().iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            if not (message.findtext("translation") or "").strip():
                missing.append((name, message.findtext("source") or ""))  # noqa: PERF401 # reads better
    return missing


def compile_words(ts: Path = SOURCE, target: Path = COMPILED) -> None:
    """Make the file that Qt reads."""
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([tool, "-silent", str(ts), "-qm", str(target)], check=True)


def main() -> int:
    """Extract, compile, and say what is missing; 1 if anything is."""
    extract()
    compile_words()
    missing = untranslated()
    for context, words in missing:
        sys.stdout.write(f"not translated: {context}: {words}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
