"""Writes the library's sentences in other languages for the shell, which does without Qt.

Run by packaging/translate.sh: photoclip_LANGUAGE.ts becomes library_LANGUAGE.json.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"


def translations(source: Path) -> dict[str, str]:
    """Sentence by sentence, those that are translated."""
    for context in ET.parse(source).iter("context"):
        if context.findtext("name") == "Library":
            pairs = (
                (one.findtext("source"), one.findtext("translation"))
                for one in context.iter("message")
            )
            return {text: said for text, said in pairs if text and said}
    return {}


def text_of(source: Path) -> str:
    """What the file for a language has to be."""
    return json.dumps(translations(source), ensure_ascii=False, indent=0, sort_keys=True) + "\n"


if __name__ == "__main__":
    for path in sorted(FOLDER.glob("photoclip_*.ts")):
        language = path.stem.removeprefix("photoclip_")
        if language != "en":
            (FOLDER / f"library_{language}.json").write_text(text_of(path), encoding="utf-8")
